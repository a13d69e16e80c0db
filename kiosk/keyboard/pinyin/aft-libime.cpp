/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin to Chinese by libime: the one place that knows it, and the only C++ here. libime's
 * dictionary, language model and decoder work over a graph of our own that holds every way to cut
 * the keys into syllables (aft-pinyin-keys.c); the restaurant's words and phrases are mixed into
 * the model. No exception leaves this file, no guest's word enters the dictionary or the model, and
 * no file is ever opened to write. */
#include "aft-libime.h"

#include "aft-error.h"

#include <libime/core/decoder.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinencoder.h>

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
constexpr size_t few_keys = 5;         /* no sentence is written with fewer different keys */
constexpr size_t short_input = 30;
constexpr size_t long_input = 60;
constexpr size_t frame_size = 24;
constexpr size_t unfinished_size = 6;
constexpr size_t most_known_words = 45000; /* about 1.5 MB */
constexpr size_t place_weight = 4;         /* a place without words takes the room of four */
constexpr size_t beam_size = 8;
constexpr size_t longest_word_keys = 40;
constexpr char word_mark = '!';
/* Of a word's probability; over sentences not in the phrases better than 0.35 and 0.45. */
constexpr float phrase_share = 0.55F;
constexpr float nothing = -7.3F; /* log10 of what a float loses beside 1 */

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
    const float more = std::max (a, b);
    const float less = std::min (a, b) - more;

    return less < nothing ? more : more + std::log10 (1.0F + std::pow (10.0F, less));
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

/* A syllable is two of libime's letters: initial and final. */
AftSyllable
to_syllable (char initial, char final)
{
  return static_cast<AftSyllable> (static_cast<unsigned char> (initial) << 8
                                   | static_cast<unsigned char> (final));
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
  uint32_t from; /* its text, in the list's */
  uint32_t length;
  libime::WordIndex index;
  float cost;
  float alone; /* how likely it is with nothing before it; the likeliest come first */
};

/* Many are kept: the texts stand in one piece. */
struct KnownWords
{
  std::vector<KnownWord> words;
  std::vector<char> texts;

  std::string_view
  get_text (const KnownWord &word) const
  {
    return { texts.data () + word.from, word.length };
  }
};

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
      const KnownWords *list;
      const Spelling::Place *place;
    };
    std::vector<Choice> choices;

    for (const auto &place : spelling.places)
      {
        size_t left = is_start && place.cost == 0.0F ? SIZE_MAX
                      : place.cost == 0.0F           ? frame_size
                                                     : unfinished_size;
        const auto &known = list_known (spelling.dictionary, place);
        for (const auto &word : known.words)
          {
            if (left-- == 0)
              break;
            choices.push_back ({ word.alone + place.cost, &word, &known, &place });
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
        WordNode word (choice.list->get_text (*choice.word), choice.word->index);
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
          list.words.push_back ({ static_cast<uint32_t> (list.texts.size ()),
                                  static_cast<uint32_t> (text.size ()), index, cost, alone });
          list.texts.insert (list.texts.end (), text.begin (), text.end ());
          return true;
        },
        position);
    std::sort (list.words.begin (), list.words.end (),
               [] (const auto &a, const auto &b) { return a.alone > b.alone; });
    list.words.shrink_to_fit ();
    list.texts.shrink_to_fit ();
    n_known_ += list.words.size ();
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
  Input (const PinyinDictionary &words, const MixedModel &model, const AftPinyinKeys *keys)
      : keys_ (keys), model_ (model), dictionary_ (words, model, keys),
        decoder_ (&dictionary_, &model)
  {
  }

  /* Where words are looked for. The longest come first, but before them those that end where a
   * syllable of the best candidate does: on nine keys the 得 of 得干净 is de, not dei. */
  std::vector<size_t>
  list_ends () const
  {
    std::vector<bool> is_likely (graph_.size () + 1);
    std::vector<size_t> ends;

    for (const auto &syllable : list_syllables ())
      is_likely[syllable.to] = true;
    for (size_t at = std::min (graph_.size (), longest_word_keys); at > 0; at--)
      ends.push_back (at);
    std::stable_partition (ends.begin (), ends.end (), [&] (size_t at) { return is_likely[at]; });
    return ends;
  }

  std::vector<Candidate>
  list_candidates () const
  {
    std::vector<Candidate> list;
    std::unordered_set<std::string> seen;
    std::vector<std::pair<float, Candidate> > words;

    if (graph_.size () == 0)
      return list;
    /* libime 1.1 gives one more than it is asked for. */
    for (size_t i = 0; i < std::min (lattice_.sentenceSize (), sentences_wanted); i++)
      if (auto text = lattice_.sentence (i).toString (); seen.insert (text).second)
        list.push_back ({ text, graph_.size () });
    if (auto beginning = find_sure_beginning ();
        beginning.n_keys > 0 && seen.insert (beginning.text).second)
      list.push_back (std::move (beginning));
    for (size_t at : list_ends ())
      for (const auto &node : lattice_.nodes (&graph_.node (at)))
        if (node.from () == &graph_.start () && seen.insert (node.word ()).second)
          words.push_back ({ node.score () + left_behind (at), { node.word (), at } });
    std::stable_sort (words.begin (), words.end (),
                      [] (const auto &a, const auto &b) { return a.first > b.first; });
    for (auto &word : words)
      list.push_back (std::move (word.second));
    return list;
  }

  std::vector<AftLibimeSyllable>
  list_syllables () const
  {
    std::vector<AftLibimeSyllable> list;

    if (graph_.size () == 0 || lattice_.sentenceSize () == 0)
      return list;
    for (const auto *word : lattice_.sentence (0).sentence ())
      {
        auto spelled = static_cast<const SpelledNode *> (word)->syllables ();
        const auto &path = word->path ();
        for (size_t i = 0; i + 1 < path.size () && i * 2 + 1 < spelled.size (); i++)
          list.push_back ({ to_syllable (spelled[i * 2], spelled[i * 2 + 1]),
                            static_cast<guint> (path[i]->index ()),
                            static_cast<guint> (path[i + 1]->index ()) });
      }
    return list;
  }

  /* Brings graph and lattice to the open keys; the first @kept of them are as they were. */
  void
  update (size_t kept)
  {
    auto open = std::string_view (aft_pinyin_keys_get_open (keys_));

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
      decoder_.decode (lattice_, graph_, count_wanted (open), start_state (),
                       std::numeric_limits<float>::max (), -std::numeric_limits<float>::max (),
                       beam_size, 0, nullptr);
  }

private:
  /* Keys that repeat can be cut in so many ways with one outcome that libime takes seconds to find
   * another: the same few over and over, and whatever is long enough. */
  static size_t
  count_wanted (std::string_view open)
  {
    const std::unordered_set<char> different (open.begin (), open.end ());
    const size_t most = different.size () < few_keys ? short_input : long_input;

    return open.size () <= most ? sentences_wanted : 1;
  }

  /* The words that the two best sentences begin with alike: where they part, a fault is likely, and
   * one pick takes what stands before it. */
  Candidate
  find_sure_beginning () const
  {
    Candidate beginning{ {}, 0 };

    if (lattice_.sentenceSize () < 2)
      return beginning;
    const auto other = lattice_.sentence (1).toString ();
    for (const auto *word : lattice_.sentence (0).sentence ())
      {
        auto longer = beginning.text + word->word ();
        if (other.compare (0, longer.size (), longer) != 0)
          break;
        beginning = { std::move (longer), word->to ()->index () };
      }
    return beginning;
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

    for (guint i = 0; i < aft_pinyin_keys_count_picks (keys_); i++)
      {
        const char *text = aft_pinyin_keys_get_pick (keys_, i);
        State after;
        model_.score (state, WordNode (text, model_.index (text)), after);
        state = after;
      }
    return state;
  }

  const AftPinyinKeys *keys_;
  const MixedModel &model_;
  KeyDictionary dictionary_;
  KeyDecoder decoder_;
  SegmentGraph graph_;
  Lattice lattice_;
};

} // namespace

struct _AftLibime
{
  _AftLibime (const char *dictionary_path, const char *model_path, const AftPhraseModel *phrases)
      : model (std::make_shared<libime::StaticLanguageModelFile> (model_path), phrases)
  {
    dictionary.load (PinyinDictionary::SystemDict, dictionary_path,
                     libime::PinyinDictFormat::Binary);
  }

  void
  update (size_t kept)
  {
    input->update (kept);
    candidates = input->list_candidates ();
    syllables = input->list_syllables ();
  }

  PinyinDictionary dictionary;
  MixedModel model;
  std::unique_ptr<Input> input;
  std::vector<Candidate> candidates;
  std::vector<AftLibimeSyllable> syllables;
};

AftLibime *
aft_libime_load (const char *dictionary,
                 const char *language_model,
                 const AftPhraseModel *phrases,
                 GError **error)
{
  for (const char *path : { dictionary, language_model })
    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      {
        g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "no file %s", path);
        return nullptr;
      }
  try
    {
      return new _AftLibime (dictionary, language_model, phrases);
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
aft_libime_free (AftLibime *libime)
{
  delete libime;
}

void
aft_libime_fill_table (AftSyllableTable *table)
{
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
        if (auto at = text.find ("ve"); at != std::string::npos) /* 略 is written with u as well */
          aft_syllable_table_add (table, std::string (text).replace (at, 1, "u").c_str (),
                                  to_syllable (initial, final));
        aft_syllable_table_add (table, text.c_str (), to_syllable (initial, final));
      }
}

void
aft_libime_offer_readings (AftLibime *libime, AftWordList *list)
{
  const auto *trie = libime->dictionary.trie (PinyinDictionary::SystemDict);
  std::string entry;

  trie->foreach ([trie, list, &entry] (float cost, size_t length, uint64_t end) {
    trie->suffix (entry, length, end);
    if (auto mark = entry.find (word_mark); mark != std::string::npos)
      aft_word_list_offer (list, entry.data () + mark + 1, entry.size () - mark - 1, entry.data (),
                           mark, cost);
    return true;
  });
}

char *
aft_libime_spell (const guint8 *reading, gsize length)
{
  return g_strdup (
      PinyinEncoder::decodeFullPinyin (reinterpret_cast<const char *> (reading), length).c_str ());
}

gboolean
aft_libime_has_word (const AftLibime *libime, const char *word)
{
  return libime->model.index (word) != libime->model.unknown ();
}

void
aft_libime_add_word (AftLibime *libime, const char *word, const char *syllables)
{
  try
    {
      libime->dictionary.addWord (PinyinDictionary::UserDict, syllables, word);
      libime->model.add_word (word);
    }
  catch (const std::exception &)
    {
      /* Syllables that are none: the word cannot be typed. */
    }
}

gboolean
aft_libime_begin (AftLibime *libime, const AftPinyinKeys *keys)
{
  try
    {
      libime->input.reset ();
      libime->input = std::make_unique<Input> (libime->dictionary, libime->model, keys);
      libime->update (0);
      return TRUE;
    }
  catch (...)
    {
      libime->candidates.clear ();
      libime->syllables.clear ();
      return FALSE;
    }
}

gboolean
aft_libime_update (AftLibime *libime, gsize kept)
{
  try
    {
      libime->update (kept);
      return TRUE;
    }
  catch (...)
    {
      libime->candidates.clear ();
      libime->syllables.clear ();
      return FALSE;
    }
}

guint
aft_libime_count_candidates (const AftLibime *libime)
{
  return static_cast<guint> (libime->candidates.size ());
}

const char *
aft_libime_get_candidate (const AftLibime *libime, guint position, guint *n_keys)
{
  *n_keys = static_cast<guint> (libime->candidates[position].n_keys);
  return libime->candidates[position].text.c_str ();
}

const AftLibimeSyllable *
aft_libime_get_syllables (const AftLibime *libime, guint *n)
{
  *n = static_cast<guint> (libime->syllables.size ());
  return libime->syllables.data ();
}
