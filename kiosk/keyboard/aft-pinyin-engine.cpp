/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin to Chinese by libime: the one place that knows it, and the only C++ here. libime's
 * dictionary and language model are mixed with the restaurant's words and phrases; full pinyin is
 * libime's own context, nine-key is its decoder over a graph of our own. No exception leaves this
 * file, no guest's word enters the dictionary or the model, and no file is ever opened to write. */
#include "aft-pinyin-engine.h"

#include "aft-error.h"
#include "aft-phrase-model.h"

#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyincontext.h>
#include <libime/pinyin/pinyindecoder.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinencoder.h>
#include <libime/pinyin/pinyinime.h>

#include <algorithm>
#include <cmath>
#include <cstring>
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
using libime::PinyinFuzzyFlag;
using libime::PinyinTrie;
using libime::SegmentGraph;
using libime::SegmentGraphNode;
using libime::SegmentGraphPath;
using libime::State;
using libime::WordNode;

constexpr size_t longest_input = 120;
constexpr size_t longest_syllable = 6;
constexpr size_t sentences_wanted = 5;
constexpr size_t frame_size = 40;
constexpr size_t beam_size = 20;
constexpr char word_mark = '!';
/* How much of a word's probability comes from the restaurant's phrases; measured over the sentences
 * in tests/kiosk/keyboard, flat between 0.3 and 0.6. */
constexpr float phrase_share = 0.4F;
constexpr float half = -0.30103F; /* log10 of what a syllable left unfinished costs */

/* General Chinese and the restaurant's phrases, mixed word by word. The history of the phrases is
 * kept in the bytes where libime would keep the last word that its user typed. */
class MixedModel final : public libime::UserLanguageModel
{
public:
  MixedModel (std::shared_ptr<const libime::StaticLanguageModelFile> file,
              const AftPhraseModel *phrases)
      : UserLanguageModel (std::move (file)), phrases_ (phrases),
        general_share_ (std::log10 (1.0F - phrase_share)),
        phrase_share_ (std::log10 (phrase_share))
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
    float phrase = aft_phrase_model_score (
        phrases_, get_history (state), text.data (), static_cast<gssize> (text.size ()), &after);
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

/* Which syllables a run of digits may be, and which it may be the beginning of. */
class NineKeyTable
{
public:
  NineKeyTable ()
  {
    for (char initial = PinyinEncoder::firstInitial; initial <= PinyinEncoder::lastInitial;
         initial++)
      for (char final = PinyinEncoder::firstFinal; final <= PinyinEncoder::lastFinal; final++)
        add ({ initial, final });
  }

  const std::vector<Syllable> &
  whole (std::string_view digits) const
  {
    return find (whole_, digits);
  }

  const std::vector<Syllable> &
  begun (std::string_view digits) const
  {
    return find (begun_, digits);
  }

private:
  using Table = std::map<std::string, std::vector<Syllable>, std::less<>>;

  void
  add (Syllable syllable)
  {
    if (!PinyinEncoder::isValidInitialFinal (
            static_cast<libime::PinyinInitial> (syllable.first),
            static_cast<libime::PinyinFinal> (syllable.second)))
      return;
    auto digits = to_digits (spell (syllable));
    whole_[digits].push_back (syllable);
    for (size_t n = 1; n < digits.size (); n++)
      begun_[digits.substr (0, n)].push_back (syllable);
  }

  static const std::vector<Syllable> &
  find (const Table &table, std::string_view digits)
  {
    static const std::vector<Syllable> none;
    auto found = table.find (digits);

    return found == table.end () ? none : found->second;
  }

  Table whole_;
  Table begun_;
};

/* A node of the nine-key lattice that remembers how its word is spelled. */
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

class NineKeyDecoder final : public libime::Decoder
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

/* A word that is being spelled along the digits. */
struct Spelling
{
  const PinyinTrie *trie;
  SegmentGraphPath path;
  std::vector<std::pair<uint64_t, std::string>> places; /* in the trie, and spelled how */
};

/* The guest decided how these digits are spelled. */
struct Decision
{
  size_t from;
  size_t to;
  Syllable syllable;
};

/* Words of libime's dictionary under nine-key digits. Spellings up to a node are kept, so that a
 * further digit only costs what it adds. */
class NineKeyDictionary final : public libime::Dictionary
{
public:
  NineKeyDictionary (const PinyinDictionary &words, const MixedModel &model)
      : words_ (words), model_ (model)
  {
  }

  const NineKeyTable &
  table () const
  {
    return table_;
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
    decisions_.clear ();
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

    for (size_t from = at > longest_syllable ? at - longest_syllable : 0; from < at; from++)
      is_reached |= match_edge (graph, from, at, callback);
    if (!is_reached)
      return;
    for (size_t i = 0; i < words_.dictSize (); i++)
      here.push_back ({ words_.trie (i), { &graph.node (at) }, { { 0, {} } } });
  }

  std::vector<Syllable>
  allowed (const SegmentGraph &graph, size_t from, size_t to) const
  {
    for (const auto &decision : decisions_)
      if (decision.from == from && decision.to == to)
        return { decision.syllable };
      else if (decision.from < to && from < decision.to)
        return {};
    return table_.whole (graph.segment (from, to));
  }

  /* TRUE: a word ends with this edge. */
  bool
  match_edge (const SegmentGraph &graph,
              size_t from,
              size_t to,
              const GraphMatchCallback &callback) const
  {
    auto syllables = allowed (graph, from, to);
    float cost = 0.0F;
    bool is_found = false;

    if (syllables.empty () && to == graph.size () && is_undecided (from, to))
      {
        syllables = table_.begun (graph.segment (from, to));
        cost = half;
      }
    if (syllables.empty ())
      return false;
    auto &here = spellings_[&graph.node (to)];
    for (const auto &before : spellings_[&graph.node (from)])
      {
        auto further = step (before, syllables, graph.node (to));
        if (further.places.empty ())
          continue;
        is_found |= emit (further, cost, callback);
        here.push_back (std::move (further));
      }
    return is_found;
  }

  bool
  is_undecided (size_t from, size_t to) const
  {
    return std::none_of (decisions_.begin (), decisions_.end (), [from, to] (const auto &decision) {
      return decision.from < to && from < decision.to;
    });
  }

  static Spelling
  step (const Spelling &before, const std::vector<Syllable> &syllables, const SegmentGraphNode &to)
  {
    Spelling further{ before.trie, before.path, {} };

    further.path.push_back (&to);
    for (const auto &[place, spelled] : before.places)
      for (const auto &[initial, final] : syllables)
        {
          const char both[] = { initial, final };
          uint64_t position = place;
          if (!PinyinTrie::isNoPath (before.trie->traverse (both, sizeof both, position)))
            further.places.emplace_back (position, spelled + std::string (both, sizeof both));
        }
    return further;
  }

  bool
  emit (const Spelling &spelling, float cost, const GraphMatchCallback &callback) const
  {
    bool is_found = false;

    for (const auto &[place, spelled] : spelling.places)
      {
        uint64_t position = place;
        if (PinyinTrie::isNoPath (spelling.trie->traverse (&word_mark, 1, position)))
          continue;
        const auto &syllables = spelled;
        spelling.trie->foreach (
            [&] (float value, size_t length, uint64_t end) {
              std::string text;
              spelling.trie->suffix (text, length, end);
              auto index = model_.index (text);
              if (syllables.size () == 2 && model_.isUnknown (index, text))
                return true;
              WordNode word (text, index);
              callback (spelling.path, word, value + cost,
                        std::make_unique<SpelledData> (syllables));
              is_found = true;
              return true;
            },
            position);
      }
    return is_found;
  }

  const PinyinDictionary &words_;
  const MixedModel &model_;
  NineKeyTable table_;
  mutable std::unordered_map<const SegmentGraphNode *, std::vector<Spelling>> spellings_;
};

/* What a guest types in one mode. */
class Input
{
public:
  virtual ~Input () = default;
  virtual bool accepts (char key) const = 0;
  virtual void set_text (const std::string &keys) = 0;
  virtual std::string get_text () const = 0;
  virtual size_t count_picked_keys () const = 0;
  virtual std::string get_picked () const = 0;
  virtual std::vector<Candidate> list_candidates () const = 0;
  virtual void pick (size_t position) = 0;
  virtual void cancel_pick () = 0;
  virtual void clear () = 0;
  /* The keys of each syllable of the best candidate. */
  virtual std::vector<std::string> list_best_syllables () const = 0;
};

class FullInput final : public Input
{
public:
  explicit FullInput (libime::PinyinIME *ime) : context_ (ime) {}

  bool
  accepts (char key) const override
  {
    return (key >= 'a' && key <= 'z') || key == '\'';
  }

  void
  set_text (const std::string &keys) override
  {
    const std::string now = context_.userInput ();
    size_t common = 0;

    while (common < std::min (now.size (), keys.size ()) && now[common] == keys[common])
      common++;
    if (common < now.size ())
      context_.erase (common, now.size ());
    context_.setCursor (context_.size ());
    if (common < keys.size ())
      context_.type (std::string_view (keys).substr (common));
  }

  std::string
  get_text () const override
  {
    return context_.userInput ();
  }

  size_t
  count_picked_keys () const override
  {
    return context_.selectedLength ();
  }

  std::string
  get_picked () const override
  {
    return context_.selectedSentence ();
  }

  std::vector<Candidate>
  list_candidates () const override
  {
    std::vector<Candidate> list;

    for (const auto &candidate : context_.candidates ())
      list.push_back ({ candidate.toString (), candidate.sentence ().back ()->to ()->index () });
    return list;
  }

  void
  pick (size_t position) override
  {
    context_.select (position);
  }

  void
  cancel_pick () override
  {
    context_.cancel ();
  }

  void
  clear () override
  {
    context_.clear ();
  }

  std::vector<std::string>
  list_best_syllables () const override
  {
    std::vector<std::string> list;
    const auto &candidates = context_.candidates ();
    const std::string rest = context_.userInput ().substr (context_.selectedLength ());

    if (candidates.empty ())
      return list;
    for (const auto *word : candidates[0].sentence ())
      for (size_t i = 0; i + 1 < word->path ().size (); i++)
        {
          size_t from = word->path ()[i]->index ();
          auto keys = rest.substr (from, word->path ()[i + 1]->index () - from);
          if (keys[0] != '\'')
            list.push_back (std::move (keys));
        }
    return list;
  }

private:
  libime::PinyinContext context_;
};

class NineKeyInput final : public Input
{
public:
  explicit NineKeyInput (libime::PinyinIME *ime)
      : model_ (static_cast<const MixedModel &> (*ime->model ())),
        dictionary_ (*ime->dict (), model_), decoder_ (&dictionary_, &model_)
  {
  }

  bool
  accepts (char key) const override
  {
    return key >= '2' && key <= '9';
  }

  void
  set_text (const std::string &keys) override
  {
    size_t common = 0;

    while (common < std::min (keys_.size (), keys.size ()) && keys_[common] == keys[common])
      common++;
    while (count_picked_keys () > common)
      picks_.pop_back ();
    bool is_other_start = graph_start_ != count_picked_keys ();
    auto &decisions = dictionary_.decisions_;
    auto is_gone = [common, this] (const auto &one) { return one.to + graph_start_ > common; };
    decisions.erase (std::remove_if (decisions.begin (), decisions.end (), is_gone),
                     decisions.end ());
    keys_ = keys;
    if (is_other_start || common < graph_start_ + graph_.size ())
      start_again (is_other_start);
    grow ();
  }

  std::string
  get_text () const override
  {
    return keys_;
  }

  size_t
  count_picked_keys () const override
  {
    size_t n = 0;

    for (const auto &pick : picks_)
      n += pick.n_keys;
    return n;
  }

  std::string
  get_picked () const override
  {
    std::string text;

    for (const auto &pick : picks_)
      text += pick.text;
    return text;
  }

  std::vector<Candidate>
  list_candidates () const override
  {
    std::vector<Candidate> list;
    std::unordered_set<std::string> seen;
    std::vector<std::pair<float, Candidate>> words;

    for (size_t i = 0; i < lattice_.sentenceSize (); i++)
      if (auto text = lattice_.sentence (i).toString (); seen.insert (text).second)
        list.push_back ({ text, graph_.size () });
    for (size_t at = graph_.size (); at > 0; at--)
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
  pick (size_t position) override
  {
    auto list = list_candidates ();

    picks_.push_back (list.at (position));
    start_again (true);
    grow ();
  }

  void
  cancel_pick () override
  {
    if (picks_.empty ())
      return;
    picks_.pop_back ();
    start_again (true);
    grow ();
  }

  void
  clear () override
  {
    keys_.clear ();
    picks_.clear ();
    start_again (true);
  }

  std::vector<std::string>
  list_best_syllables () const override
  {
    std::vector<std::string> list;

    if (lattice_.sentenceSize () == 0)
      return list;
    for (const auto *word : lattice_.sentence (0).sentence ())
      {
        auto spelled = static_cast<const SpelledNode *> (word)->syllables ();
        for (size_t i = 0; i + 1 < word->path ().size () && i * 2 + 1 < spelled.size (); i++)
          list.push_back (
              spell ({ spelled[i * 2], spelled[i * 2 + 1] })
                  .substr (0, word->path ()[i + 1]->index () - word->path ()[i]->index ()));
      }
    return list;
  }

  /* What the first undecided keys may spell: the best candidate's, then longer before shorter. */
  std::vector<std::pair<std::string, Syllable>>
  list_choices () const
  {
    std::vector<std::pair<std::string, Syllable>> list;
    auto best = list_best_syllables ();
    size_t n_decided = dictionary_.decisions_.size ();
    auto rest = std::string_view (keys_).substr (std::min (undecided (), keys_.size ()));

    for (size_t n = std::min (longest_syllable, rest.size ()); n > 0; n--)
      for (const auto &syllable : dictionary_.table ().whole (rest.substr (0, n)))
        list.emplace_back (spell (syllable), syllable);
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
    size_t from = undecided () - graph_start_;

    if (position >= list.size ())
      return;
    dictionary_.decisions_.push_back (
        { from, from + to_digits (list[position].first).size (), list[position].second });
    start_again (false);
    grow ();
  }

private:
  /* Where the first keys stand that are neither picked nor decided. */
  size_t
  undecided () const
  {
    const auto &decisions = dictionary_.decisions_;

    return count_picked_keys () + (decisions.empty () ? 0 : decisions.back ().to);
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
  start_again (bool without_decisions)
  {
    lattice_.clear ();
    if (without_decisions)
      dictionary_.forget_all ();
    else
      {
        auto decisions = dictionary_.decisions_;
        dictionary_.forget_all ();
        dictionary_.decisions_ = std::move (decisions);
      }
    graph_ = SegmentGraph ();
    graph_start_ = count_picked_keys ();
  }

  void
  grow ()
  {
    auto rest = std::string_view (keys_).substr (graph_start_);

    if (rest.empty () || rest.size () == graph_.size ())
      return;
    /* The end may hold words left unfinished, which it is no longer the end for. */
    if (graph_.size () > 0)
      {
        lattice_.discardNode ({ &graph_.end () });
        dictionary_.forget (&graph_.end ());
      }
    while (graph_.size () < rest.size ())
      {
        size_t at = graph_.size () + 1;
        graph_.appendNewSegment (rest.substr (at - 1, 1));
        for (size_t from = at > longest_syllable ? at - longest_syllable : 0; from + 1 < at; from++)
          graph_.addNext (from, at);
      }
    decoder_.decode (lattice_, graph_, sentences_wanted, start_state (), 
                     std::numeric_limits<float>::max (), -std::numeric_limits<float>::max (),
                     beam_size, frame_size, nullptr);
  }

  State
  start_state () const
  {
    State state = model_.nullState ();

    for (const auto &pick : picks_)
      {
        WordNode word (pick.text, model_.index (pick.text));
        State after;
        model_.score (state, word, after);
        state = after;
      }
    return state;
  }

  const MixedModel &model_;
  NineKeyDictionary dictionary_;
  NineKeyDecoder decoder_;
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
    nine_key.reset ();
    full.reset ();
    ime.reset ();
    aft_phrase_model_free (phrases);
  }

  Input &
  input () const
  {
    return is_nine_key ? static_cast<Input &> (*nine_key) : static_cast<Input &> (*full);
  }

  void
  refresh ()
  {
    auto &now = input ();

    text = now.get_text ();
    picked = now.get_picked ();
    candidates = now.list_candidates ();
    preedit = picked;
    const char *gap = "";
    for (const auto &syllable : now.list_best_syllables ())
      {
        preedit += gap + syllable;
        gap = " ";
      }
    choices.clear ();
    choice_texts.clear ();
    if (is_nine_key)
      choices = nine_key->list_choices ();
    for (const auto &choice : choices)
      choice_texts.push_back (choice.first.c_str ());
    choice_texts.push_back (nullptr);
  }

  AftPhraseModel *phrases = nullptr;
  std::unique_ptr<libime::PinyinIME> ime;
  std::unique_ptr<FullInput> full;
  std::unique_ptr<NineKeyInput> nine_key;
  bool is_nine_key = false;
  std::string text;
  std::string picked;
  std::string preedit;
  std::vector<Candidate> candidates;
  std::vector<std::pair<std::string, Syllable>> choices;
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
  using Table = std::unordered_map<std::string, std::pair<std::string, float>>;
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

  loading.dictionary
      = options->dictionary == nullptr ? AFT_LIBIME_DICTIONARY : options->dictionary;
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
  auto dictionary = std::make_unique<PinyinDictionary> ();

  engine->phrases = aft_phrase_model_new ();
  dictionary->load (PinyinDictionary::SystemDict, loading.dictionary.c_str (),
                    libime::PinyinDictFormat::Binary);
  auto model = std::make_unique<MixedModel> (
      std::make_shared<libime::StaticLanguageModelFile> (loading.language_model.c_str ()),
      engine->phrases);
  for_each_line (loading.phrases, [&engine] (const std::string &line) {
    if (g_utf8_validate (line.data (), static_cast<gssize> (line.size ()), nullptr))
      aft_phrase_model_add (engine->phrases, line.data (), line.size (), 1, TRUE);
  });
  if (!loading.words.empty () || !loading.names.empty ())
    {
      Readings readings (*dictionary);
      for_each_line (loading.words, [&] (const std::string &line) {
        add_word (readings, *dictionary, *model, engine->phrases, line, times_for_a_word);
      });
      for (const auto &name : loading.names)
        add_word (readings, *dictionary, *model, engine->phrases, name, times_for_a_name);
    }
  engine->ime = std::make_unique<libime::PinyinIME> (std::move (dictionary), std::move (model));
  engine->ime->setNBest (sentences_wanted);
  engine->ime->setBeamSize (beam_size);
  engine->ime->setFrameSize (frame_size);
  engine->ime->setFuzzyFlags (PinyinFuzzyFlag::Inner);
  engine->full = std::make_unique<FullInput> (engine->ime.get ());
  engine->nine_key = std::make_unique<NineKeyInput> (engine->ime.get ());
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
      bool result = change (engine->input ());
      engine->refresh ();
      return result;
    }
  catch (...)
    {
    }
  try
    {
      engine->input ().clear ();
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
  aft_pinyin_engine_clear (engine);
  engine->is_nine_key = mode == AFT_PINYIN_NINE_KEY;
  aft_pinyin_engine_clear (engine);
}

void
aft_pinyin_engine_set_fuzzy (AftPinyinEngine *engine, AftPinyinFuzzy fuzzy)
{
  static constexpr struct
  {
    AftPinyinFuzzy ours;
    PinyinFuzzyFlag theirs;
  } table[] = {
    { AFT_PINYIN_FUZZY_Z_ZH, PinyinFuzzyFlag::Z_ZH },
    { AFT_PINYIN_FUZZY_Z_ZH, PinyinFuzzyFlag::C_CH },
    { AFT_PINYIN_FUZZY_Z_ZH, PinyinFuzzyFlag::S_SH },
    { AFT_PINYIN_FUZZY_N_L, PinyinFuzzyFlag::L_N },
    { AFT_PINYIN_FUZZY_F_H, PinyinFuzzyFlag::F_H },
    { AFT_PINYIN_FUZZY_IN_ING, PinyinFuzzyFlag::IN_ING },
    { AFT_PINYIN_FUZZY_EN_ENG, PinyinFuzzyFlag::EN_ENG },
    { AFT_PINYIN_FUZZY_AN_ANG, PinyinFuzzyFlag::AN_ANG },
    { AFT_PINYIN_FUZZY_AN_ANG, PinyinFuzzyFlag::IAN_IANG },
    { AFT_PINYIN_FUZZY_AN_ANG, PinyinFuzzyFlag::UAN_UANG },
  };
  libime::PinyinFuzzyFlags flags (PinyinFuzzyFlag::Inner);

  for (const auto &row : table)
    if ((fuzzy & row.ours) != 0)
      flags |= row.theirs;
  with_input (engine, [engine, flags] (Input &input) {
    input.clear ();
    engine->ime->setFuzzyFlags (flags);
    return true;
  });
}

void
aft_pinyin_engine_set_text (AftPinyinEngine *engine, const char *keys)
{
  with_input (engine, [keys] (Input &input) {
    std::string known;
    for (const char *at = keys; *at != '\0' && known.size () < longest_input; at++)
      if (input.accepts (*at))
        known.push_back (*at);
    input.set_text (known);
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
  if (!engine->is_nine_key)
    return;
  with_input (engine, [engine, position] (Input &) {
    engine->nine_key->choose (position);
    return true;
  });
}

gsize
aft_pinyin_engine_get_phrase_size (AftPinyinEngine *engine)
{
  return aft_phrase_model_get_size (engine->phrases);
}
