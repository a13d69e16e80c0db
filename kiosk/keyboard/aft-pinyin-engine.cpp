/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin to Chinese by libime: the one place that knows it, and the only C++ here. libime's
 * dictionary, language model and decoder work over a graph of our own that holds every way to cut
 * the keys into syllables; the restaurant's words and phrases are mixed into the model. No
 * exception leaves this file, no guest's word enters the dictionary or the model, and no file is
 * ever opened to write. */
#include "aft-pinyin-engine.h"

#include "aft-error.h"
#include "aft-phrase-model.h"

#include <libime/core/decoder.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinencoder.h>

#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace
{

using libime::GraphMatchCallback;
using libime::Lattice;
using libime::LatticeNode;
using libime::PinyinDictionary;
using libime::PinyinEncoder;
using libime::PinyinTrie;
using libime::SegmentGraph;
using libime::SegmentGraphNode;
using libime::SegmentGraphPath;
using libime::State;
using libime::WordNode;

constexpr size_t longest_input = 120;
constexpr size_t longest_syllable = 6;
constexpr size_t longest_edge = longest_syllable + 1; /* with an apostrophe */
constexpr size_t sentences_wanted = 2; /* each more makes long inputs slower and larger */
constexpr size_t frame_size = 40;
constexpr size_t unfinished_size = 6;
constexpr size_t most_known_words = 15000; /* about 1.5 MB */
constexpr size_t place_weight = 2;         /* a place without words takes the room of two */
constexpr size_t beam_size = 12;
constexpr size_t longest_word_keys = 40;
constexpr char word_mark = '!';
/* How much of a word's probability comes from the restaurant's phrases. Measured over phrases that
 * were left out of the text: flat between 0.4 and 0.5. */
constexpr float phrase_share = 0.45F;
constexpr float half = -0.30103F; /* log10 of what a syllable left unfinished costs */

/* General Chinese and the restaurant's phrases, mixed word by word. The history of the phrases is
 * kept in the bytes where libime would keep the last word that its user typed. */
class MixedModel final : public libime::UserLanguageModel
{
public:
  MixedModel (std::shared_ptr<const libime::StaticLanguageModelFile> file,
              const AftPhraseModel *phrases)
      : UserLanguageModel (std::move (file)), phrases_ (phrases),
        general_share_ (std::log10 (1.0F - phrase_share)), phrase_share_ (std::log10 (phrase_share))
  {
    null_state_ = LanguageModel::nullState ();
    set_history (null_state_, AFT_PHRASE_HISTORY_BEGIN);
    begin_state_ = LanguageModel::beginState ();
    set_history (begin_state_, AFT_PHRASE_HISTORY_BEGIN);
  }

  const State &
  beginState () const override
  {
    return begin_state_;
  }

  const State &
  nullState () const override
  {
    return null_state_;
  }

  float
  score (const State &state, const WordNode &word, State &out) const override
  {
    float general = LanguageModel::score (state, word, out);
    AftPhraseHistory after = 0;
    const auto &text = word.word ();

    if (text.empty ())
      {
        set_history (out, get_history (state));
        return general;
      }
    float phrase = aft_phrase_model_score (phrases_, get_history (state), text.data (),
                                           static_cast<gssize> (text.size ()), &after);
    set_history (out, after);
    return add (general + general_share_, phrase + phrase_share_);
  }

  /* libime gives all words unknown to its model one score; ours have their own. */
  bool
  isUnknown (libime::WordIndex index, std::string_view text) const override
  {
    return index == unknown () && words_.count (std::string (text)) == 0;
  }

  void
  add_word (const std::string &text)
  {
    words_.insert (text);
  }

private:
  static AftPhraseHistory
  get_history (const State &state)
  {
    AftPhraseHistory history;

    std::memcpy (&history, state.data () + state.size () - sizeof history, sizeof history);
    return history;
  }

  static void
  set_history (State &state, AftPhraseHistory history)
  {
    std::memcpy (state.data () + state.size () - sizeof history, &history, sizeof history);
  }

  static float
  add (float a, float b)
  {
    float more = std::max (a, b);

    return more + std::log10 (1.0F + std::pow (10.0F, std::min (a, b) - more));
  }

  const AftPhraseModel *phrases_;
  float general_share_;
  float phrase_share_;
  State null_state_;
  State begin_state_;
  std::unordered_set<std::string> words_;
};

struct Candidate
{
  std::string text;
  size_t n_keys;
};

using Syllable = std::pair<char, char>; /* initial and final, in libime's letters */

std::string
spell (Syllable syllable)
{
  auto text = PinyinEncoder::initialToString (static_cast<libime::PinyinInitial> (syllable.first))
              + PinyinEncoder::finalToString (static_cast<libime::PinyinFinal> (syllable.second));
  auto at = text.find ("ü");

  return at == std::string::npos ? text : text.replace (at, std::strlen ("ü"), "v");
}

std::string
to_digits (std::string_view letters)
{
  static constexpr std::string_view keys = "22233344455566677778889999";
  std::string digits;

  for (char letter : letters)
    if (letter >= 'a' && letter <= 'z')
      digits.push_back (keys[static_cast<size_t> (letter - 'a')]);
  return digits;
}

/* A syllable that some keys may stand for, and what it costs to take it for them. */
struct Spelled
{
  Syllable syllable;
  float cost;
};

using SpelledList = std::vector<Spelled>;

/* Which syllables a run of keys may be, and which it may be the beginning of; keys are letters, or
 * the digits of nine-key. */
class KeyTable
{
public:
  KeyTable (bool is_nine_key, AftPinyinFuzzy fuzzy) : is_nine_key_ (is_nine_key)
  {
    for (char initial = PinyinEncoder::firstInitial; initial <= PinyinEncoder::lastInitial;
         initial++)
      for (char final = PinyinEncoder::firstFinal; final <= PinyinEncoder::lastFinal; final++)
        add ({ initial, final }, fuzzy);
  }

  const SpelledList &
  whole (std::string_view keys) const
  {
    return find (whole_, keys);
  }

  const SpelledList &
  begun (std::string_view keys) const
  {
    return find (begun_, keys);
  }

private:
  using Table = std::map<std::string, SpelledList, std::less<> >;

  void
  add (Syllable syllable, AftPinyinFuzzy fuzzy)
  {
    auto letters = spell (syllable);

    if (!PinyinEncoder::isValidInitialFinal (static_cast<libime::PinyinInitial> (syllable.first),
                                             static_cast<libime::PinyinFinal> (syllable.second))
        || letters.find_first_of ("aeiouv") == std::string::npos)
      return;
    add_keys (letters, { syllable, 0.0F });
    for (const auto &other : list_fuzzy (letters, fuzzy))
      add_keys (other, { syllable, half });
  }

  void
  add_keys (const std::string &letters, const Spelled &spelled)
  {
    auto keys = is_nine_key_ ? to_digits (letters) : letters;

    if (has (whole_[keys], spelled.syllable))
      return;
    whole_[keys].push_back (spelled);
    for (size_t n = 1; n < keys.size (); n++)
      if (auto &list = begun_[keys.substr (0, n)]; !has (list, spelled.syllable))
        list.push_back ({ spelled.syllable, spelled.cost + half });
  }

  static bool
  has (const SpelledList &list, Syllable syllable)
  {
    return std::any_of (list.begin (), list.end (),
                        [syllable] (const auto &one) { return one.syllable == syllable; });
  }

  /* How else a guest may write it who does not tell these sounds apart. */
  static std::vector<std::string>
  list_fuzzy (const std::string &letters, AftPinyinFuzzy fuzzy)
  {
    static constexpr struct
    {
      AftPinyinFuzzy fuzzy;
      bool is_final;
      const char *one;
      const char *other;
    } pairs[] = {
      { AFT_PINYIN_FUZZY_Z_ZH, false, "zh", "z" },
      { AFT_PINYIN_FUZZY_Z_ZH, false, "ch", "c" },
      { AFT_PINYIN_FUZZY_Z_ZH, false, "sh", "s" },
      { AFT_PINYIN_FUZZY_N_L, false, "n", "l" },
      { AFT_PINYIN_FUZZY_F_H, false, "f", "h" },
      { AFT_PINYIN_FUZZY_IN_ING, true, "ing", "in" },
      { AFT_PINYIN_FUZZY_EN_ENG, true, "eng", "en" },
      { AFT_PINYIN_FUZZY_AN_ANG, true, "ang", "an" },
    };
    std::vector<std::string> list;

    for (const auto &pair : pairs)
      if ((fuzzy & pair.fuzzy) != 0)
        {
          const size_t n = list.size ();
          swap (letters, pair.is_final, pair.one, pair.other, list);
          for (size_t i = 0; i < n; i++)
            swap (std::string (list[i]), pair.is_final, pair.one, pair.other, list);
        }
    return list;
  }

  static void
  swap (const std::string &letters,
        bool is_final,
        std::string_view one,
        std::string_view other,
        std::vector<std::string> &list)
  {
    for (auto [from, to] : { std::pair (one, other), std::pair (other, one) })
      if (letters.size () > from.size ()
          && letters.compare (is_final ? letters.size () - from.size () : 0, from.size (), from)
                 == 0)
        {
          auto changed = letters;
          changed.replace (is_final ? letters.size () - from.size () : 0, from.size (), to);
          list.push_back (std::move (changed));
          return;
        }
  }

  static const SpelledList &
  find (const Table &table, std::string_view keys)
  {
    static const SpelledList none;
    auto found = table.find (keys);

    return found == table.end () ? none : found->second;
  }

  bool is_nine_key_;
  Table whole_;
  Table begun_;
};

/* A node of the lattice that remembers how its word is spelled. */
class SpelledData final : public libime::LatticeNodeData
{
public:
  explicit SpelledData (std::string syllables) : syllables_ (std::move (syllables)) {}
  std::string syllables_; /* two of libime's letters each */
};

class SpelledNode final : public LatticeNode
{
public:
  SpelledNode (std::string_view word,
               libime::WordIndex index,
               SegmentGraphPath path,
               const State &state,
               float cost,
               std::unique_ptr<libime::LatticeNodeData> data)
      : LatticeNode (word, index, std::move (path), state, cost), data_ (std::move (data))
  {
  }

  std::string_view
  syllables () const
  {
    return data_ ? std::string_view (static_cast<const SpelledData &> (*data_).syllables_)
                 : std::string_view ();
  }

private:
  std::unique_ptr<libime::LatticeNodeData> data_;
};

class KeyDecoder final : public libime::Decoder
{
public:
  using Decoder::Decoder;

protected:
  LatticeNode *
  createLatticeNodeImpl (const libime::SegmentGraphBase &,
                         const libime::LanguageModelBase *,
                         std::string_view word,
                         libime::WordIndex index,
                         SegmentGraphPath path,
                         const State &state,
                         float cost,
                         std::unique_ptr<libime::LatticeNodeData> data,
                         bool) const override
  {
    return new SpelledNode (word, index, std::move (path), state, cost, std::move (data));
  }
};

/* A word that is being spelled along the keys. */
struct Spelling
{
  struct Place
  {
    uint64_t position; /* in the trie */
    std::string syllables;
    float cost;
  };
  size_t dictionary; /* its number */
  SegmentGraphPath path;
  std::vector<Place> places;
};

/* A word of the dictionary with what need not be looked up twice. */
struct KnownWord
{
  std::string text;
  libime::WordIndex index;
  float cost;
  float alone; /* how likely it is with nothing before it; the likeliest come first */
};

using KnownWords = std::vector<KnownWord>;

/* The guest decided how these keys are spelled. */
struct Decision
{
  size_t from;
  size_t to;
  Syllable syllable;
};

/* Words of libime's dictionary under the keys. Spellings up to a node are kept, so that a further
 * key only costs what it adds. */
class KeyDictionary final : public libime::Dictionary
{
public:
  KeyDictionary (const PinyinDictionary &words, const MixedModel &model, const KeyTable &table)
      : words_ (words), model_ (model), table_ (table)
  {
  }

  void
  forget (const SegmentGraphNode *node)
  {
    spellings_.erase (node);
  }

  void
  forget_all ()
  {
    spellings_.clear ();
    if (n_known_ > most_known_words)
      {
        known_.clear ();
        n_known_ = 0;
      }
  }

  std::vector<Decision> decisions_;

protected:
  void
  matchPrefixImpl (const SegmentGraph &graph,
                   const GraphMatchCallback &callback,
                   const std::unordered_set<const SegmentGraphNode *> &,
                   void *) const override
  {
    for (size_t at = 0; at <= graph.size (); at++)
      if (spellings_.count (&graph.node (at)) == 0)
        match_node (graph, at, callback);
  }

private:
  void
  match_node (const SegmentGraph &graph, size_t at, const GraphMatchCallback &callback) const
  {
    auto &here = spellings_[&graph.node (at)];
    bool is_reached = at == 0;

    for (size_t from = at > longest_edge ? at - longest_edge : 0; from < at; from++)
      is_reached |= match_edge (graph, from, at, callback);
    if (!is_reached)
      return;
    for (size_t i = 0; i < words_.dictSize (); i++)
      here.push_back ({ i, { &graph.node (at) }, { { 0, {}, 0.0F } } });
  }

  /* What the keys of one edge may spell; an apostrophe belongs to the syllable before it. */
  SpelledList
  list_spelled (const SegmentGraph &graph, size_t from, size_t to) const
  {
    auto keys = graph.segment (from, to);
    bool is_end = to == graph.size ();
    char next = is_end ? '\0' : graph.data ()[to];

    for (const auto &decision : decisions_)
      if (decision.from == from && decision.to == to)
        return { { decision.syllable, 0.0F } };
      else if (decision.from < to && from < decision.to)
        return {};
    if (next == '\'')
      return {};
    bool is_closed = keys.back () == '\'';
    if (is_closed)
      keys.remove_suffix (1);
    if (const auto &whole = table_.whole (keys); !whole.empty ())
      return whole;
    if (is_end || is_closed || is_abbreviation (keys, next))
      return table_.begun (keys);
    return {};
  }

  /* First letters stand for their syllables (fwy) where the next letter cannot go on. */
  bool
  is_abbreviation (std::string_view keys, char next) const
  {
    auto longer = std::string (keys) + next;

    return keys.find_first_not_of ("bpmfdtnlgkhjqxzcsryw") == std::string_view::npos
           && table_.begun (longer).empty () && table_.whole (longer).empty ();
  }

  /* TRUE: a word ends with this edge. */
  bool
  match_edge (const SegmentGraph &graph,
              size_t from,
              size_t to,
              const GraphMatchCallback &callback) const
  {
    const auto spelled = list_spelled (graph, from, to);
    bool is_found = false;

    if (spelled.empty ())
      return false;
    auto &here = spellings_[&graph.node (to)];
    for (const auto &before : spellings_[&graph.node (from)])
      {
        auto further = step (before, spelled, graph.node (to));
        if (further.places.empty ())
          continue;
        is_found |= emit (further, callback);
        here.push_back (std::move (further));
      }
    return is_found;
  }

  Spelling
  step (const Spelling &before, const SpelledList &spelled, const SegmentGraphNode &to) const
  {
    const auto &trie = *words_.trie (before.dictionary);
    Spelling further{ before.dictionary, before.path, {} };

    further.path.push_back (&to);
    for (const auto &place : before.places)
      for (const auto &one : spelled)
        {
          const char both[] = { one.syllable.first, one.syllable.second };
          uint64_t position = place.position;
          if (!PinyinTrie::isNoPath (trie.traverse (both, sizeof both, position)))
            further.places.push_back ({ position, place.syllables + std::string (both, sizeof both),
                                        place.cost + one.cost });
        }
    return further;
  }

  /* TRUE: at least one word. At the start all words are wanted, to be chosen from; behind it the
   * likeliest do. */
  bool
  emit (const Spelling &spelling, const GraphMatchCallback &callback) const
  {
    const bool is_start = spelling.path.front ()->index () == 0;
    struct Choice
    {
      float score;
      const KnownWord *word;
      const Spelling::Place *place;
    };
    std::vector<Choice> choices;

    for (const auto &place : spelling.places)
      {
        size_t left = is_start && place.cost == 0.0F ? SIZE_MAX
                      : place.cost == 0.0F           ? frame_size
                                                     : unfinished_size;
        for (const auto &word : list_known (spelling.dictionary, place))
          {
            if (left-- == 0)
              break;
            choices.push_back ({ word.alone + place.cost, &word, &place });
          }
      }
    if (!is_start && choices.size () > frame_size)
      {
        std::nth_element (choices.begin (), choices.begin () + frame_size, choices.end (),
                          [] (const auto &a, const auto &b) { return a.score > b.score; });
        choices.resize (frame_size);
      }
    for (const auto &choice : choices)
      {
        WordNode word (choice.word->text, choice.word->index);
        callback (spelling.path, word, choice.word->cost + choice.place->cost,
                  std::make_unique<SpelledData> (choice.place->syllables));
      }
    return !choices.empty ();
  }

  /* The words that end at @place, the likeliest first. */
  const KnownWords &
  list_known (size_t dictionary, const Spelling::Place &place) const
  {
    auto [found, is_new] = known_.try_emplace ({ dictionary, place.position });
    auto &list = found->second;
    const auto &trie = *words_.trie (dictionary);
    uint64_t position = place.position;

    if (!is_new)
      return list;
    n_known_ += place_weight;
    if (PinyinTrie::isNoPath (trie.traverse (&word_mark, 1, position)))
      return list;
    trie.foreach (
        [&] (float cost, size_t length, uint64_t end) {
          std::string text;
          trie.suffix (text, length, end);
          auto index = model_.index (text);
          State after;
          float alone = cost + model_.score (model_.nullState (), WordNode (text, index), after);
          list.push_back ({ std::move (text), index, cost, alone });
          return true;
        },
        position);
    std::sort (list.begin (), list.end (),
               [] (const auto &a, const auto &b) { return a.alone > b.alone; });
    n_known_ += list.size ();
    return list;
  }

  const PinyinDictionary &words_;
  const MixedModel &model_;
  const KeyTable &table_;
  mutable std::unordered_map<const SegmentGraphNode *, std::vector<Spelling> > spellings_;
  mutable std::map<std::pair<size_t, uint64_t>, KnownWords> known_;
  mutable size_t n_known_ = 0;
};

/* What a guest types: keys, what is picked of them, and what they may be. A key more or less costs
 * only the end of the lattice. */
class Input
{
public:
  Input (const PinyinDictionary &words,
         const MixedModel &model,
         bool is_nine_key,
         AftPinyinFuzzy fuzzy)
      : is_nine_key_ (is_nine_key), table_ (is_nine_key, fuzzy), model_ (model),
        dictionary_ (words, model, table_), decoder_ (&dictionary_, &model)
  {
  }

  const std::string &
  get_text () const
  {
    return keys_;
  }

  void
  set_text (std::string_view wanted)
  {
    auto keys = filter (wanted);
    size_t common = 0;

    while (common < std::min (keys_.size (), keys.size ()) && keys_[common] == keys[common])
      common++;
    while (count_picked_keys () > common)
      picks_.pop_back ();
    keys_ = std::move (keys);
    if (graph_start_ != count_picked_keys ())
      start_again ();
    cut_decisions (common - graph_start_);
    resize (common - graph_start_);
  }

  size_t
  count_picked_keys () const
  {
    size_t n = 0;

    for (const auto &pick : picks_)
      n += pick.n_keys;
    return n;
  }

  std::string
  get_picked () const
  {
    std::string text;

    for (const auto &pick : picks_)
      text += pick.text;
    return text;
  }

  std::vector<Candidate>
  list_candidates () const
  {
    std::vector<Candidate> list;
    std::unordered_set<std::string> seen;
    std::vector<std::pair<float, Candidate> > words;

    if (keys_.size () == graph_start_)
      return list;
    for (size_t i = 0; i < lattice_.sentenceSize (); i++)
      if (auto text = lattice_.sentence (i).toString (); seen.insert (text).second)
        list.push_back ({ text, graph_.size () });
    for (size_t at = std::min (graph_.size (), longest_word_keys); at > 0; at--)
      for (const auto &node : lattice_.nodes (&graph_.node (at)))
        if (node.from () == &graph_.start () && seen.insert (node.word ()).second)
          words.push_back ({ node.score () + left_behind (at), { node.word (), at } });
    std::stable_sort (words.begin (), words.end (),
                      [] (const auto &a, const auto &b) { return a.first > b.first; });
    for (auto &word : words)
      list.push_back (std::move (word.second));
    return list;
  }

  void
  pick (size_t position)
  {
    picks_.push_back (list_candidates ().at (position));
    start_again ();
    resize (0);
  }

  void
  cancel_pick ()
  {
    if (picks_.empty ())
      return;
    picks_.pop_back ();
    start_again ();
    resize (0);
  }

  void
  clear ()
  {
    keys_.clear ();
    picks_.clear ();
    start_again ();
  }

  /* The syllables of the best candidate, as far as they are typed. */
  std::vector<std::string>
  list_best_syllables () const
  {
    std::vector<std::string> list;

    if (keys_.size () == graph_start_ || lattice_.sentenceSize () == 0)
      return list;
    for (const auto *word : lattice_.sentence (0).sentence ())
      {
        auto spelled = static_cast<const SpelledNode *> (word)->syllables ();
        const auto &path = word->path ();
        for (size_t i = 0; i + 1 < path.size () && i * 2 + 1 < spelled.size (); i++)
          {
            auto keys = graph_.segment (*path[i], *path[i + 1]);
            list.push_back (
                is_nine_key_
                    ? spell ({ spelled[i * 2], spelled[i * 2 + 1] }).substr (0, keys.size ())
                    : std::string (keys));
          }
      }
    return list;
  }

  /* What the first undecided keys may spell: the best candidate's, then longer before shorter. */
  std::vector<std::pair<std::string, Syllable> >
  list_choices () const
  {
    std::vector<std::pair<std::string, Syllable> > list;
    auto best = list_best_syllables ();
    size_t n_decided = dictionary_.decisions_.size ();
    auto rest = std::string_view (keys_).substr (std::min (undecided (), keys_.size ()));

    if (!is_nine_key_)
      return list;
    for (size_t n = std::min (longest_syllable, rest.size ()); n > 0; n--)
      for (const auto &one : table_.whole (rest.substr (0, n)))
        list.emplace_back (spell (one.syllable), one.syllable);
    if (n_decided < best.size ())
      std::stable_partition (list.begin (), list.end (), [&best, n_decided] (const auto &choice) {
        return choice.first == best[n_decided];
      });
    return list;
  }

  void
  choose (size_t position)
  {
    auto list = list_choices ();

    if (position >= list.size ())
      return;
    size_t from = undecided () - graph_start_;
    dictionary_.decisions_.push_back (
        { from, from + list[position].first.size (), list[position].second });
    resize (from);
  }

private:
  std::string
  filter (std::string_view wanted) const
  {
    std::string keys;

    for (char key : wanted.substr (0, longest_input))
      if (is_nine_key_ ? key >= '2' && key <= '9'
                       : (key >= 'a' && key <= 'z')
                             || (key == '\'' && !keys.empty () && keys.back () != '\''))
        keys.push_back (key);
    return keys;
  }

  /* Where the first keys stand that are neither picked nor decided. */
  size_t
  undecided () const
  {
    const auto &decisions = dictionary_.decisions_;

    return graph_start_ + (decisions.empty () ? 0 : decisions.back ().to);
  }

  void
  cut_decisions (size_t kept)
  {
    auto &decisions = dictionary_.decisions_;

    while (!decisions.empty () && decisions.back ().to > kept)
      decisions.pop_back ();
  }

  /* What a word pays for the keys that it leaves, so that longer words come first. */
  float
  left_behind (size_t at) const
  {
    constexpr float keys_a_syllable = 3.0F;

    return static_cast<float> (graph_.size () - at) / keys_a_syllable * model_.unknownPenalty ()
           / 1.8F;
  }

  void
  start_again ()
  {
    lattice_.clear ();
    dictionary_.forget_all ();
    dictionary_.decisions_.clear ();
    graph_ = SegmentGraph ();
    graph_start_ = count_picked_keys ();
  }

  /* Brings graph and lattice to the keys; the first @kept of them are as they were. */
  void
  resize (size_t kept)
  {
    auto rest = std::string_view (keys_).substr (graph_start_);

    if (graph_.size () > 0)
      forget_from (std::min (kept, graph_.size ()));
    if (kept == 0)
      graph_ = SegmentGraph ();
    else
      graph_.removeSuffixFrom (kept);
    while (graph_.size () < rest.size ())
      {
        size_t at = graph_.size () + 1;
        graph_.appendNewSegment (rest.substr (at - 1, 1));
        for (size_t from = at > longest_edge ? at - longest_edge : 0; from + 1 < at; from++)
          graph_.addNext (from, at);
      }
    if (!rest.empty ())
      decoder_.decode (lattice_, graph_, sentences_wanted, start_state (),
                       std::numeric_limits<float>::max (), -std::numeric_limits<float>::max (),
                       beam_size, 0, nullptr);
  }

  /* From @kept on, for words are left unfinished at the end alone. */
  void
  forget_from (size_t kept)
  {
    std::unordered_set<const SegmentGraphNode *> gone;

    for (size_t at = kept; at <= graph_.size (); at++)
      {
        gone.insert (&graph_.node (at));
        dictionary_.forget (&graph_.node (at));
      }
    lattice_.discardNode (gone);
  }

  State
  start_state () const
  {
    State state = model_.beginState ();

    for (const auto &pick : picks_)
      {
        WordNode word (pick.text, model_.index (pick.text));
        State after;
        model_.score (state, word, after);
        state = after;
      }
    return state;
  }

  bool is_nine_key_;
  KeyTable table_;
  const MixedModel &model_;
  KeyDictionary dictionary_;
  KeyDecoder decoder_;
  SegmentGraph graph_;
  Lattice lattice_;
  std::string keys_;
  size_t graph_start_ = 0;
  std::vector<Candidate> picks_;
};

} // namespace

struct _AftPinyinEngine
{
  ~_AftPinyinEngine ()
  {
    input.reset ();
    model.reset ();
    aft_phrase_model_free (phrases);
  }

  void
  make_input ()
  {
    input.reset ();
    input = std::make_unique<Input> (*dictionary, *model, is_nine_key, fuzzy);
  }

  void
  refresh ()
  {
    text = input->get_text ();
    picked = input->get_picked ();
    candidates = input->list_candidates ();
    preedit = picked;
    const char *gap = "";
    for (const auto &syllable : input->list_best_syllables ())
      {
        preedit += gap + syllable;
        gap = " ";
      }
    choices = input->list_choices ();
    choice_texts.clear ();
    for (const auto &choice : choices)
      choice_texts.push_back (choice.first.c_str ());
    choice_texts.push_back (nullptr);
  }

  AftPhraseModel *phrases = nullptr;
  std::unique_ptr<PinyinDictionary> dictionary;
  std::unique_ptr<MixedModel> model;
  std::unique_ptr<Input> input;
  bool is_nine_key = false;
  AftPinyinFuzzy fuzzy = AFT_PINYIN_FUZZY_NONE;
  std::string text;
  std::string picked;
  std::string preedit;
  std::vector<Candidate> candidates;
  std::vector<std::pair<std::string, Syllable> > choices;
  std::vector<const char *> choice_texts{ nullptr };
};

namespace
{

/* The readings of words that come without: the longest words of the dictionary decide, and for
 * single characters the likeliest. */
class Readings
{
public:
  explicit Readings (const PinyinDictionary &dictionary)
  {
    const auto *trie = dictionary.trie (PinyinDictionary::SystemDict);

    trie->foreach ([this, trie] (float cost, size_t length, uint64_t end) {
      std::string entry;
      trie->suffix (entry, length, end);
      auto mark = entry.find (word_mark);
      if (mark != std::string::npos && mark / 2 <= longest_word)
        keep (entry.substr (mark + 1), entry.substr (0, mark), cost);
      return true;
    });
  }

  /* "" when a character has none. */
  std::string
  read (const std::string &word) const
  {
    std::string syllables;

    for (size_t at = 0; at < word.size ();)
      {
        auto found = longest (word, at);
        if (found == readings_.end ())
          return {};
        syllables += (syllables.empty () ? "" : "'")
                     + PinyinEncoder::decodeFullPinyin (found->second.first);
        at += found->first.size ();
      }
    return syllables;
  }

private:
  using Table = std::unordered_map<std::string, std::pair<std::string, float> >;
  static constexpr size_t longest_word = 4;
  static constexpr size_t bytes_a_character = 3;

  void
  keep (std::string word, std::string encoded, float cost)
  {
    auto [place, is_new] = readings_.try_emplace (std::move (word), encoded, cost);

    if (!is_new && cost > place->second.second)
      place->second = { std::move (encoded), cost };
  }

  Table::const_iterator
  longest (const std::string &word, size_t at) const
  {
    for (size_t n = longest_word; n > 0; n--)
      if (at + n * bytes_a_character <= word.size ())
        if (auto found = readings_.find (word.substr (at, n * bytes_a_character));
            found != readings_.end ())
          return found;
    return readings_.end ();
  }

  Table readings_;
};

struct Loading
{
  std::string dictionary;
  std::string language_model;
  std::string words;
  std::string phrases;
  std::vector<std::string> names;
};

std::string
copy_bytes (GBytes *bytes)
{
  gsize size = 0;
  const void *data = bytes == nullptr ? nullptr : g_bytes_get_data (bytes, &size);

  return size == 0 ? std::string () : std::string (static_cast<const char *> (data), size);
}

Loading
copy_options (const AftPinyinOptions *options)
{
  Loading loading;

  loading.dictionary = options->dictionary == nullptr ? AFT_LIBIME_DICTIONARY : options->dictionary;
  loading.language_model
      = options->language_model == nullptr ? AFT_LIBIME_LANGUAGE_MODEL : options->language_model;
  loading.words = copy_bytes (options->words);
  loading.phrases = copy_bytes (options->phrases);
  for (gsize i = 0; options->names != nullptr && options->names[i] != nullptr; i++)
    loading.names.emplace_back (options->names[i]);
  return loading;
}

template <typename Callback>
void
for_each_line (const std::string &text, Callback callback)
{
  for (size_t at = 0; at < text.size ();)
    {
      size_t end = std::min (text.find ('\n', at), text.size ());
      if (end > at && text[at] != '#')
        callback (text.substr (at, end - at));
      at = end + 1;
    }
}

bool
is_all_chinese (const std::string &word)
{
  if (word.empty () || !g_utf8_validate (word.data (), static_cast<gssize> (word.size ()), nullptr))
    return false;
  for (const char *at = word.c_str (); *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) != G_UNICODE_SCRIPT_HAN
        || g_utf8_get_char (at) > 0xffff)
      return false;
  return true;
}

constexpr guint times_for_a_word = 1;
constexpr guint times_for_a_name = 8;

void
add_word (const Readings &readings,
          PinyinDictionary &dictionary,
          MixedModel &model,
          AftPhraseModel *phrases,
          const std::string &line,
          guint times)
{
  size_t gap = line.find_first_of (" \t");
  auto word = line.substr (0, gap);
  auto syllables = gap == std::string::npos ? readings.read (word) : line.substr (gap + 1);

  std::replace (syllables.begin (), syllables.end (), ' ', '\'');
  if (!is_all_chinese (word) || syllables.empty ())
    return;
  aft_phrase_model_add (phrases, word.data (), static_cast<gsize> (word.size ()), times, FALSE);
  if (model.index (word) != model.unknown () && times == times_for_a_word)
    return;
  dictionary.addWord (PinyinDictionary::UserDict, syllables, word);
  model.add_word (word);
}

std::unique_ptr<_AftPinyinEngine>
make_engine (const Loading &loading)
{
  auto engine = std::make_unique<_AftPinyinEngine> ();
  auto &dictionary = *(engine->dictionary = std::make_unique<PinyinDictionary> ());
  auto *phrases = engine->phrases = aft_phrase_model_new ();

  dictionary.load (PinyinDictionary::SystemDict, loading.dictionary.c_str (),
                   libime::PinyinDictFormat::Binary);
  auto &model
      = *(engine->model = std::make_unique<MixedModel> (
              std::make_shared<libime::StaticLanguageModelFile> (loading.language_model.c_str ()),
              phrases));
  for_each_line (loading.phrases, [phrases] (const std::string &line) {
    if (g_utf8_validate (line.data (), static_cast<gssize> (line.size ()), nullptr))
      aft_phrase_model_add (phrases, line.data (), line.size (), 1, TRUE);
  });
  if (!loading.words.empty () || !loading.names.empty ())
    {
      Readings readings (dictionary);
      for_each_line (loading.words, [&] (const std::string &line) {
        add_word (readings, dictionary, model, phrases, line, times_for_a_word);
      });
      for (const auto &name : loading.names)
        add_word (readings, dictionary, model, phrases, name, times_for_a_name);
    }
  engine->make_input ();
  /* What the readings took goes back to the system; the kiosk runs for weeks. */
  malloc_trim (0);
  return engine;
}

AftPinyinEngine *
load (const Loading &loading, GError **error)
{
  for (const auto *path : { &loading.dictionary, &loading.language_model })
    if (!g_file_test (path->c_str (), G_FILE_TEST_IS_REGULAR))
      {
        g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "no file %s", path->c_str ());
        return nullptr;
      }
  try
    {
      return make_engine (loading).release ();
    }
  catch (const std::exception &fault)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "pinyin: %s", fault.what ());
    }
  catch (...)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT, "pinyin cannot be loaded");
    }
  return nullptr;
}

/* Runs @change and takes what it left; a fault in libime costs the guest this input, not the
 * program. */
template <typename Change>
bool
with_input (AftPinyinEngine *engine, Change change) noexcept
{
  try
    {
      bool result = change (*engine->input);
      engine->refresh ();
      return result;
    }
  catch (...)
    {
    }
  try
    {
      engine->make_input ();
      engine->refresh ();
    }
  catch (...)
    {
    }
  return false;
}

void
load_on_worker (GTask *task, gpointer, gpointer data, GCancellable *)
{
  GError *error = nullptr;
  auto *engine = load (*static_cast<Loading *> (data), &error);

  if (engine == nullptr)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, engine, [] (gpointer it) {
      aft_pinyin_engine_free (static_cast<AftPinyinEngine *> (it));
    });
}

bool
erase_last_key (Input &input)
{
  auto text = input.get_text ();

  if (text.empty ())
    return false;
  if (input.count_picked_keys () + 1 >= text.size () && input.count_picked_keys () > 0)
    {
      size_t kept = input.count_picked_keys ();
      input.set_text (text.substr (0, kept));
      input.cancel_pick ();
    }
  else
    input.set_text (text.substr (0, text.size () - 1));
  return true;
}

} // namespace

AftPinyinEngine *
aft_pinyin_engine_load (const AftPinyinOptions *options, GError **error)
{
  return load (copy_options (options), error);
}

void
aft_pinyin_engine_load_async (const AftPinyinOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback done,
                              gpointer user_data)
{
  GTask *task = g_task_new (nullptr, cancellable, done, user_data);

  g_task_set_source_tag (task, reinterpret_cast<gpointer> (aft_pinyin_engine_load_async));
  g_task_set_task_data (task, new Loading (copy_options (options)),
                        [] (gpointer data) { delete static_cast<Loading *> (data); });
  g_task_run_in_thread (task, load_on_worker);
  g_object_unref (task);
}

AftPinyinEngine *
aft_pinyin_engine_load_finish (GAsyncResult *result, GError **error)
{
  return static_cast<AftPinyinEngine *> (g_task_propagate_pointer (G_TASK (result), error));
}

void
aft_pinyin_engine_free (AftPinyinEngine *engine)
{
  delete engine;
}

void
aft_pinyin_engine_set_mode (AftPinyinEngine *engine, AftPinyinMode mode)
{
  engine->is_nine_key = mode == AFT_PINYIN_NINE_KEY;
  with_input (engine, [engine] (Input &) {
    engine->make_input ();
    return true;
  });
}

void
aft_pinyin_engine_set_fuzzy (AftPinyinEngine *engine, AftPinyinFuzzy fuzzy)
{
  engine->fuzzy = fuzzy;
  with_input (engine, [engine] (Input &) {
    engine->make_input ();
    return true;
  });
}

void
aft_pinyin_engine_set_text (AftPinyinEngine *engine, const char *keys)
{
  with_input (engine, [keys] (Input &input) {
    input.set_text (keys);
    return true;
  });
}

const char *
aft_pinyin_engine_get_text (AftPinyinEngine *engine)
{
  return engine->text.c_str ();
}

gboolean
aft_pinyin_engine_backspace (AftPinyinEngine *engine)
{
  return with_input (engine, erase_last_key);
}

gboolean
aft_pinyin_engine_erase_syllable (AftPinyinEngine *engine)
{
  return with_input (engine, [] (Input &input) {
    auto syllables = input.list_best_syllables ();
    size_t n = syllables.empty () ? 1 : std::max<size_t> (syllables.back ().size (), 1);
    bool is_erased = false;

    for (size_t i = 0; i < n; i++)
      is_erased |= erase_last_key (input);
    return is_erased;
  });
}

void
aft_pinyin_engine_clear (AftPinyinEngine *engine)
{
  with_input (engine, [] (Input &input) {
    input.clear ();
    return true;
  });
}

guint
aft_pinyin_engine_count_candidates (AftPinyinEngine *engine)
{
  return static_cast<guint> (engine->candidates.size ());
}

AftPinyinCandidate
aft_pinyin_engine_get_candidate (AftPinyinEngine *engine, guint position)
{
  AftPinyinCandidate candidate = { "", 0 };

  g_return_val_if_fail (position < engine->candidates.size (), candidate);
  candidate.text = engine->candidates[position].text.c_str ();
  candidate.n_keys = static_cast<guint> (engine->candidates[position].n_keys);
  return candidate;
}

gboolean
aft_pinyin_engine_pick (AftPinyinEngine *engine, guint position)
{
  g_return_val_if_fail (position < engine->candidates.size (), FALSE);
  return with_input (engine, [position] (Input &input) {
    input.pick (position);
    return input.count_picked_keys () >= input.get_text ().size ();
  });
}

const char *
aft_pinyin_engine_get_picked (AftPinyinEngine *engine)
{
  return engine->picked.c_str ();
}

const char *
aft_pinyin_engine_get_preedit (AftPinyinEngine *engine)
{
  return engine->preedit.c_str ();
}

const char *const *
aft_pinyin_engine_get_syllables (AftPinyinEngine *engine)
{
  return engine->choice_texts.data ();
}

void
aft_pinyin_engine_choose_syllable (AftPinyinEngine *engine, guint position)
{
  with_input (engine, [position] (Input &input) {
    input.choose (position);
    return true;
  });
}

gsize
aft_pinyin_engine_get_phrase_size (AftPinyinEngine *engine)
{
  return aft_phrase_model_get_size (engine->phrases);
}
