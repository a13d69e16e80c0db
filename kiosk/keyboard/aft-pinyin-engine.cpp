/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin to Chinese by libime: the one place that knows it, and the only C++ here. libime's
 * dictionary, language model and decoder work over a graph of our own that holds every way to cut
 * the keys into syllables (aft-pinyin-keys.c); the restaurant's words and phrases are mixed into
 * the model. No exception leaves this file, no guest's word enters the dictionary or the model, and
 * no file is ever opened to write. */
#include "aft-pinyin-engine.h"

#include "aft-error.h"
#include "aft-phrase-model.h"
#include "aft-pinyin-keys.h"
#include "aft-word-list.h"

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

constexpr size_t longest_edge = AFT_SYLLABLE_LONGEST + 1; /* with an apostrophe */
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

struct Free
{
  void
  operator() (AftPhraseModel *it) const
  {
    aft_phrase_model_free (it);
  }
  void
  operator() (AftPinyinKeys *it) const
  {
    aft_pinyin_keys_free (it);
  }
  void
  operator() (AftSyllableTable *it) const
  {
    aft_syllable_table_free (it);
  }
  void
  operator() (AftWordList *it) const
  {
    aft_word_list_free (it);
  }
  void
  operator() (GArray *it) const
  {
    g_array_unref (it);
  }
  void
  operator() (GByteArray *it) const
  {
    g_byte_array_unref (it);
  }
  void
  operator() (char *it) const
  {
    g_free (it);
  }
};

template <typename Type> using Owned = std::unique_ptr<Type, Free>;

/* A syllable is two of libime's letters: initial and final. */
AftSyllable
to_syllable (char initial, char final)
{
  return static_cast<AftSyllable> (static_cast<unsigned char> (initial) << 8
                                   | static_cast<unsigned char> (final));
}

Owned<AftSyllableTable>
make_table (bool is_nine_key, AftPinyinFuzzy fuzzy)
{
  Owned<AftSyllableTable> table (aft_syllable_table_new (is_nine_key, fuzzy));

  for (char initial = PinyinEncoder::firstInitial; initial <= PinyinEncoder::lastInitial; initial++)
    for (char final = PinyinEncoder::firstFinal; final <= PinyinEncoder::lastFinal; final++)
      {
        auto one = static_cast<libime::PinyinInitial> (initial);
        auto other = static_cast<libime::PinyinFinal> (final);
        auto text = PinyinEncoder::initialToString (one) + PinyinEncoder::finalToString (other);
        if (!PinyinEncoder::isValidInitialFinal (one, other))
          continue;
        if (auto at = text.find ("ü"); at != std::string::npos)
          text.replace (at, std::strlen ("ü"), "v");
        aft_syllable_table_add (table.get (), text.c_str (), to_syllable (initial, final));
      }
  return table;
}

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

/* Words of libime's dictionary under the keys. Spellings up to a node are kept, so that a further
 * key only costs what it adds. */
class KeyDictionary final : public libime::Dictionary
{
public:
  KeyDictionary (const PinyinDictionary &words, const MixedModel &model, const AftPinyinKeys *keys)
      : words_ (words), model_ (model), keys_ (keys)
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

  /* TRUE: a word ends with this edge. */
  bool
  match_edge (const SegmentGraph &graph,
              size_t from,
              size_t to,
              const GraphMatchCallback &callback) const
  {
    const auto spelled = aft_pinyin_keys_read (keys_, from, to);
    bool is_found = false;

    if (spelled.n == 0)
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
  step (const Spelling &before, AftSpelledList spelled, const SegmentGraphNode &to) const
  {
    const auto &trie = *words_.trie (before.dictionary);
    Spelling further{ before.dictionary, before.path, {} };

    further.path.push_back (&to);
    for (const auto &place : before.places)
      for (guint i = 0; i < spelled.n; i++)
        {
          const auto &one = spelled.items[i];
          const char both[]
              = { static_cast<char> (one.syllable >> 8), static_cast<char> (one.syllable & 0xff) };
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
  const AftPinyinKeys *keys_;
  mutable std::unordered_map<const SegmentGraphNode *, std::vector<Spelling> > spellings_;
  mutable std::map<std::pair<size_t, uint64_t>, KnownWords> known_;
  mutable size_t n_known_ = 0;
};

/* The words that the open keys may be. A key more or less costs only the end of the lattice. */
class Input
{
public:
  Input (const PinyinDictionary &words,
         const MixedModel &model,
         bool is_nine_key,
         AftPinyinFuzzy fuzzy)
      : is_nine_key_ (is_nine_key), table_ (make_table (is_nine_key, fuzzy)),
        keys_ (aft_pinyin_keys_new (table_.get ())), model_ (model),
        dictionary_ (words, model, keys_.get ()), decoder_ (&dictionary_, &model)
  {
  }

  AftPinyinKeys *
  keys () const
  {
    return keys_.get ();
  }

  const AftSyllableTable *
  table () const
  {
    return table_.get ();
  }

  std::vector<Candidate>
  list_candidates () const
  {
    std::vector<Candidate> list;
    std::unordered_set<std::string> seen;
    std::vector<std::pair<float, Candidate> > words;

    if (graph_.size () == 0)
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

  /* The syllables of the best candidate, as far as they are typed. */
  std::vector<std::string>
  list_best_syllables () const
  {
    std::vector<std::string> list;

    if (graph_.size () == 0 || lattice_.sentenceSize () == 0)
      return list;
    for (const auto *word : lattice_.sentence (0).sentence ())
      {
        auto spelled = static_cast<const SpelledNode *> (word)->syllables ();
        const auto &path = word->path ();
        for (size_t i = 0; i + 1 < path.size () && i * 2 + 1 < spelled.size (); i++)
          {
            auto typed = graph_.segment (*path[i], *path[i + 1]);
            auto letters = std::string (aft_syllable_table_spell (
                table_.get (), to_syllable (spelled[i * 2], spelled[i * 2 + 1])));
            list.push_back (is_nine_key_ ? letters.substr (0, typed.size ()) : std::string (typed));
          }
      }
    return list;
  }

  /* Brings graph and lattice to the open keys; the first @kept of them are as they were. */
  void
  update (size_t kept)
  {
    auto open = std::string_view (aft_pinyin_keys_get_open (keys ()));

    if (kept == 0)
      start_again ();
    else
      forget_from (std::min (kept, graph_.size ()));
    while (graph_.size () < open.size ())
      {
        size_t at = graph_.size () + 1;
        graph_.appendNewSegment (open.substr (at - 1, 1));
        for (size_t from = at > longest_edge ? at - longest_edge : 0; from + 1 < at; from++)
          graph_.addNext (from, at);
      }
    if (!open.empty ())
      decoder_.decode (lattice_, graph_, sentences_wanted, start_state (),
                       std::numeric_limits<float>::max (), -std::numeric_limits<float>::max (),
                       beam_size, 0, nullptr);
  }

private:
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
    graph_ = SegmentGraph ();
  }

  /* From @kept on, for words are left unfinished at the end alone. */
  void
  forget_from (size_t kept)
  {
    std::unordered_set<const SegmentGraphNode *> gone;

    if (graph_.size () == 0)
      return;
    for (size_t at = kept; at <= graph_.size (); at++)
      {
        gone.insert (&graph_.node (at));
        dictionary_.forget (&graph_.node (at));
      }
    lattice_.discardNode (gone);
    graph_.removeSuffixFrom (kept);
  }

  State
  start_state () const
  {
    State state = model_.beginState ();

    for (guint i = 0; i < aft_pinyin_keys_count_picks (keys ()); i++)
      {
        const char *text = aft_pinyin_keys_get_pick (keys (), i);
        State after;
        model_.score (state, WordNode (text, model_.index (text)), after);
        state = after;
      }
    return state;
  }

  bool is_nine_key_;
  Owned<AftSyllableTable> table_;
  Owned<AftPinyinKeys> keys_;
  const MixedModel &model_;
  KeyDictionary dictionary_;
  KeyDecoder decoder_;
  SegmentGraph graph_;
  Lattice lattice_;
};

} // namespace

struct _AftPinyinEngine
{
  void
  make_input ()
  {
    input.reset ();
    input = std::make_unique<Input> (*dictionary, *model, is_nine_key, fuzzy);
  }

  void
  refresh ()
  {
    auto best = input->list_best_syllables ();

    picked.clear ();
    for (guint i = 0; i < aft_pinyin_keys_count_picks (input->keys ()); i++)
      picked += aft_pinyin_keys_get_pick (input->keys (), i);
    candidates = input->list_candidates ();
    preedit = picked;
    for (const auto &syllable : best)
      preedit += (&syllable == best.data () ? "" : " ") + syllable;
    refresh_choices (best);
  }

  void
  refresh_choices (const std::vector<std::string> &best)
  {
    std::vector<const char *> borrowed;

    for (const auto &syllable : best)
      borrowed.push_back (syllable.c_str ());
    borrowed.push_back (nullptr);
    choices.reset (aft_pinyin_keys_list_choices (input->keys (), borrowed.data ()));
    choice_texts.clear ();
    for (guint i = 0; i < choices->len; i++)
      choice_texts.push_back (
          aft_syllable_table_spell (input->table (), g_array_index (choices, AftSyllable, i)));
    choice_texts.push_back (nullptr);
  }

  Owned<AftPhraseModel> phrases;
  std::unique_ptr<PinyinDictionary> dictionary;
  std::unique_ptr<MixedModel> model;
  std::unique_ptr<Input> input;
  bool is_nine_key = false;
  AftPinyinFuzzy fuzzy = AFT_PINYIN_FUZZY_NONE;
  std::string picked;
  std::string preedit;
  std::vector<Candidate> candidates;
  Owned<GArray> choices;
  std::vector<const char *> choice_texts{ nullptr };
};

namespace
{

template <typename Callback>
void
for_each_line (GBytes *bytes, Callback callback)
{
  gsize size = 0;
  const void *data = bytes == nullptr ? nullptr : g_bytes_get_data (bytes, &size);
  std::string_view text (static_cast<const char *> (data), size);

  while (!text.empty ())
    {
      auto line = text.substr (0, text.find ('\n'));
      if (!line.empty () && line.front () != '#')
        callback (line);
      text.remove_prefix (std::min (line.size () + 1, text.size ()));
    }
}

constexpr guint times_for_a_word = 1;
constexpr guint times_for_a_name = 8;

/* The readings of words that come without: the longest words of the dictionary decide, and for
 * single characters the likeliest. */
void
offer_readings (const PinyinDictionary &dictionary, AftWordList *list)
{
  const auto *trie = dictionary.trie (PinyinDictionary::SystemDict);
  std::string entry;

  trie->foreach ([trie, list, &entry] (float cost, size_t length, uint64_t end) {
    trie->suffix (entry, length, end);
    if (auto mark = entry.find (word_mark); mark != std::string::npos)
      aft_word_list_offer (list, entry.data () + mark + 1, entry.size () - mark - 1, entry.data (),
                           mark, cost);
    return true;
  });
}

std::string
read_word (const AftWordList *list, guint position)
{
  if (Owned<char> syllables (aft_word_list_dup_syllables (list, position)); syllables)
    return syllables.get ();
  Owned<GByteArray> read (aft_word_list_read (list, position));

  return read ? PinyinEncoder::decodeFullPinyin (reinterpret_cast<const char *> (read->data),
                                                 read->len)
              : std::string ();
}

void
add_word (_AftPinyinEngine &engine, const AftWordList *list, guint position)
{
  std::string word = aft_word_list_get_word (list, position);
  bool is_name = aft_word_list_is_name (list, position);
  auto syllables = read_word (list, position);

  if (syllables.empty ())
    return;
  aft_phrase_model_add (engine.phrases.get (), word.data (), word.size (),
                        is_name ? times_for_a_name : times_for_a_word, FALSE);
  if (engine.model->index (word) != engine.model->unknown () && !is_name)
    return;
  engine.dictionary->addWord (PinyinDictionary::UserDict, syllables, word);
  engine.model->add_word (word);
}

void
add_words (_AftPinyinEngine &engine, const AftPinyinOptions *options)
{
  Owned<AftWordList> list (aft_word_list_new ());

  for_each_line (options->words, [&list] (std::string_view line) {
    aft_word_list_add_line (list.get (), line.data (), line.size (), FALSE);
  });
  for (gsize i = 0; options->names != nullptr && options->names[i] != nullptr; i++)
    aft_word_list_add_line (list.get (), options->names[i], std::strlen (options->names[i]), TRUE);
  if (aft_word_list_count (list.get ()) == 0)
    return;
  offer_readings (*engine.dictionary, list.get ());
  for (guint i = 0; i < aft_word_list_count (list.get ()); i++)
    add_word (engine, list.get (), i);
}

std::unique_ptr<_AftPinyinEngine>
make_engine (const AftPinyinOptions *options)
{
  auto engine = std::make_unique<_AftPinyinEngine> ();
  auto *phrases = aft_phrase_model_new ();

  engine->phrases.reset (phrases);
  engine->dictionary = std::make_unique<PinyinDictionary> ();
  engine->dictionary->load (PinyinDictionary::SystemDict, options->dictionary,
                            libime::PinyinDictFormat::Binary);
  engine->model = std::make_unique<MixedModel> (
      std::make_shared<libime::StaticLanguageModelFile> (options->language_model), phrases);
  for_each_line (options->phrases, [phrases] (std::string_view line) {
    if (g_utf8_validate (line.data (), static_cast<gssize> (line.size ()), nullptr))
      aft_phrase_model_add (phrases, line.data (), line.size (), 1, TRUE);
  });
  add_words (*engine, options);
  engine->make_input ();
  /* What loading took goes back to the system; the kiosk runs for weeks. */
  malloc_trim (0);
  return engine;
}

/* Runs @change and takes what it left; a fault in libime costs the guest this input, not the
 * program. */
template <typename Change>
void
with_input (AftPinyinEngine *engine, Change change) noexcept
{
  try
    {
      change (*engine->input);
      engine->refresh ();
      return;
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
}

} // namespace

AftPinyinEngine *
aft_pinyin_engine_load (const AftPinyinOptions *options, GError **error)
{
  g_autoptr (AftPinyinOptions) complete = aft_pinyin_options_copy (options);

  for (const char *path : { complete->dictionary, complete->language_model })
    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      {
        g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "no file %s", path);
        return nullptr;
      }
  try
    {
      return make_engine (complete).release ();
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

void
aft_pinyin_engine_free (AftPinyinEngine *engine)
{
  delete engine;
}

void
aft_pinyin_engine_set_mode (AftPinyinEngine *engine, AftPinyinMode mode)
{
  engine->is_nine_key = mode == AFT_PINYIN_NINE_KEY;
  with_input (engine, [engine] (Input &) { engine->make_input (); });
}

void
aft_pinyin_engine_set_fuzzy (AftPinyinEngine *engine, AftPinyinFuzzy fuzzy)
{
  engine->fuzzy = fuzzy;
  with_input (engine, [engine] (Input &) { engine->make_input (); });
}

void
aft_pinyin_engine_set_text (AftPinyinEngine *engine, const char *keys)
{
  with_input (engine, [keys] (Input &input) {
    input.update (aft_pinyin_keys_set_text (input.keys (), keys));
  });
}

const char *
aft_pinyin_engine_get_text (AftPinyinEngine *engine)
{
  return aft_pinyin_keys_get_text (engine->input->keys ());
}

gboolean
aft_pinyin_engine_backspace (AftPinyinEngine *engine)
{
  bool is_empty = *aft_pinyin_engine_get_text (engine) == '\0';

  with_input (engine, [] (Input &input) { input.update (aft_pinyin_keys_erase (input.keys ())); });
  return !is_empty;
}

gboolean
aft_pinyin_engine_erase_syllable (AftPinyinEngine *engine)
{
  bool is_empty = *aft_pinyin_engine_get_text (engine) == '\0';

  with_input (engine, [] (Input &input) {
    auto syllables = input.list_best_syllables ();
    size_t n = syllables.empty () ? 1 : std::max<size_t> (syllables.back ().size (), 1);

    for (size_t i = 0; i < n; i++)
      input.update (aft_pinyin_keys_erase (input.keys ()));
  });
  return !is_empty;
}

void
aft_pinyin_engine_clear (AftPinyinEngine *engine)
{
  with_input (engine, [] (Input &input) {
    aft_pinyin_keys_clear (input.keys ());
    input.update (0);
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
  with_input (engine, [engine, position] (Input &input) {
    const auto &candidate = engine->candidates[position];
    aft_pinyin_keys_pick (input.keys (), candidate.text.c_str (), candidate.n_keys);
    input.update (0);
  });
  return aft_pinyin_keys_count_open (engine->input->keys ()) == 0;
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
  if (position >= engine->choices->len)
    return;
  with_input (engine, [engine, position] (Input &input) {
    auto syllable = g_array_index (engine->choices, AftSyllable, position);
    input.update (aft_pinyin_keys_decide (input.keys (), syllable));
  });
}

gsize
aft_pinyin_engine_get_phrase_size (AftPinyinEngine *engine)
{
  return aft_phrase_model_get_size (engine->phrases.get ());
}
