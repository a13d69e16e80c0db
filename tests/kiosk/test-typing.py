#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests write on the glass, in the kiosk itself: which keys come, what is stored of it, that the field
and the survey's own buttons stay on the screen, and that the next guest finds nothing of it. With
AFTERTASTE_SHOTS=DIR the screens are kept as pictures."""
import os
import sys
import time

import records
from visit import Failure, Kiosk, Texts, memory_holds, run, write_survey

CONFIG = """
[kiosk]
language=%s

[look]
style=day
pulse=false

[times]
after-tap=120
choosing=120
typing=120
"""
WIDTH, HEIGHT = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
QUESTIONS = [
    {'type': 'comment', 'name': 'words', 'rows': 6, 'title': 'W?'},
    {'type': 'text', 'name': 'dish', 'title': 'D?'},
    {'type': 'text', 'name': 'guests', 'inputType': 'number', 'title': 'N?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
    {'type': 'text', 'name': 'mail', 'inputType': 'email', 'title': 'E?'},
]
NAMES = [question['name'] for question in QUESTIONS]


SURVEY = write_survey(QUESTIONS)


def expect(what, want, got):
    if want != got:
        raise Failure('%s: want %r, got %r' % (what, want, got))


def shot(kiosk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        kiosk.shot(os.path.join(folder, '%dx%d-%s.png' % (WIDTH, HEIGHT, name)))


def title(name):
    return QUESTIONS[NAMES.index(name)]['title']


class Visit:
    """A guest who comes to the question `name`."""

    def __init__(self, language, name='words', config=CONFIG):
        self.kiosk, self.t = Kiosk(config=config % language, survey=SURVEY), Texts(language, SURVEY)
        self.name = name

    def __enter__(self):
        self.kiosk.__enter__()
        self.go_to(self.name)
        return self

    def __exit__(self, *args):
        self.kiosk.__exit__(*args)

    def go_to(self, name):
        self.kiosk.tap(self.t.choice('overall', 4))
        for before in NAMES[:NAMES.index(name)]:
            self.kiosk.wait(title(before))
            self.kiosk.tap(self.t.word('Skip'))
        self.kiosk.wait(title(name), role='text box')
        self.name = name

    def text(self):
        return self.kiosk.text(title(self.name), role='text box')

    def wait_for_text(self, text, seconds=25):
        end = time.monotonic() + seconds
        while self.text() != text:
            if time.monotonic() > end:
                raise Failure('want %r in the field, there is %r' % (text, self.text()))
            time.sleep(.05)

    def stored(self):
        """What is stored once the survey is over."""
        kiosk, t = self.kiosk, self.t
        kiosk.tap(t.word('Done' if self.name == NAMES[-1] else 'Next'))
        for name in NAMES[NAMES.index(self.name) + 1:]:
            kiosk.wait(title(name))
            kiosk.tap(t.word('Done' if name == NAMES[-1] else 'Skip'))
        kiosk.hook('page thanks')
        kiosk.hook('ack ')
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        return body['answers'].get(self.name)


def a_guest_writes_chinese_by_touch_and_it_is_stored():
    with Visit('zh-CN') as visit:
        visit.kiosk.press(*'caihenhaochi')
        visit.kiosk.pick('菜很好吃')
        visit.wait_for_text('菜很好吃')
        visit.kiosk.press('。')
        visit.wait_for_text('菜很好吃。')
        expect('stored', '菜很好吃。', visit.stored())


def picks_of_parts_make_a_sentence():
    with Visit('zh-CN') as visit:
        visit.kiosk.press(*'doufuhaochi')
        visit.kiosk.pick('豆腐')
        visit.kiosk.pick('好吃')
        visit.wait_for_text('豆腐好吃')


def backspace_goes_back_through_letters_and_then_through_the_text():
    with Visit('zh-CN') as visit:
        back = visit.t.word('Backspace')
        visit.kiosk.press(*'cai')
        visit.kiosk.pick('菜')
        visit.kiosk.press('h', 'a', back, back)
        visit.wait_for_text('菜')
        visit.kiosk.press(back)
        visit.wait_for_text('')


def what_is_open_is_committed_when_the_guest_goes_on():
    with Visit('zh-CN') as visit:
        visit.kiosk.press(*'nihao')
        visit.kiosk.wait(visit.t.word('Next'))               # nothing is skipped
        expect('stored', 'nihao', visit.stored())


def traditional_characters_come_first_in_taiwan_and_can_be_changed():
    with Visit('zh-TW') as visit:
        visit.kiosk.press(*'miantiao')
        visit.kiosk.pick('麵條')
        visit.kiosk.press(visit.t.word('Simplified or traditional'))
        visit.kiosk.press(*'miantiao')
        visit.kiosk.pick('面条')
        visit.wait_for_text('麵條面条')


def nine_keys_write_chinese_too():
    with Visit('zh-CN') as visit:
        visit.kiosk.press(visit.t.word('Nine keys'))
        keys = visit.kiosk.keys('2', '3', '9')
        for digit in '64426':
            visit.kiosk.touch(*keys[digit])
        visit.kiosk.press('ni')                       # what the first keys spell
        visit.kiosk.pick('你好')
        visit.wait_for_text('你好')


def english_guests_find_letters():
    with Visit('en') as visit:
        visit.kiosk.press(*['Space' if character == ' ' else character for character in 'Good tea'])
        visit.wait_for_text('Good tea')
        expect('stored', 'Good tea', visit.stored())


def a_telephone_number_is_covered_and_has_no_candidates():
    with Visit('zh-CN', 'phone') as visit:
        keys = visit.kiosk.keys('1', '0', '+')
        if 'q' in keys:
            raise Failure('letters for a telephone number')
        for digit in '13800138000':
            visit.kiosk.touch(*keys[digit])
        visit.kiosk.wait(visit.t.word('Show'))
        if visit.kiosk.candidates():
            raise Failure('candidates: %s' % visit.kiosk.candidates())
        shot(visit.kiosk, 'phone')
        expect('stored', '13800138000', visit.stored())


def an_address_has_keys_of_its_own():
    with Visit('zh-CN', 'mail') as visit:
        visit.kiosk.press(*'mei', '_', *'8', '@', *'example', '.com')
        if visit.kiosk.candidates():
            raise Failure('candidates: %s' % visit.kiosk.candidates())
        shot(visit.kiosk, 'mail')
        expect('stored', 'mei_8@example.com', visit.stored())


def the_language_changes_and_what_is_open_is_kept():
    with Visit('zh-CN') as visit:
        visit.kiosk.press(*'wifi')
        visit.kiosk.wait('~^1 ')
        visit.kiosk.tap(Texts.OWN_NAMES['en'])
        visit.wait_for_text('wifi')


def a_keyboard_that_is_plugged_in_writes_pinyin():
    with Visit('zh-CN') as visit:
        visit.kiosk.keys('q')
        visit.kiosk.write_hardware('nihao')
        visit.kiosk.wait('~^1 你好$')
        visit.kiosk.write_hardware(' ,')
        visit.wait_for_text('你好，')


def digits_of_a_keyboard_pick_what_stands_in_their_place():
    def read_row():
        kiosk.keys()
        return kiosk.candidates()
    with Visit('zh-CN') as visit:
        kiosk = visit.kiosk
        kiosk.keys('q')
        kiosk.write_hardware('shi')
        kiosk.wait('~^1 ')
        first = read_row()
        kiosk.key('Page_Down')
        kiosk.gone('~^1 ')
        second = read_row()
        kiosk.write_hardware('2')
        visit.wait_for_text(second[1])
        kiosk.write_hardware('shi')
        kiosk.wait('~^1 ')
        kiosk.key('Page_Down')
        kiosk.gone('~^1 ')
        kiosk.key('Page_Up')
        kiosk.wait('~^1 ')
        last = min(9, len(first))
        kiosk.write_hardware(str(last))
        visit.wait_for_text(second[1] + first[last - 1])


def the_space_bar_drags_the_cursor_also_in_what_is_open():
    def drag_left(steps):
        x, y = kiosk.keys()[visit.t.word('Space')]
        far = 30 + 20 * (steps - 1) + 8          # a little more than it takes
        lines = [(0, 1, 'down', x, y)] + [(20 * i, 1, 'move', x - far * i // 10, y) for i in range(1, 11)]
        kiosk.play(lines + [(220, 1, 'up', x - far, y)])
    with Visit('zh-CN') as visit:
        kiosk = visit.kiosk
        kiosk.press(*'fuwiyuan')
        drag_left(4)
        kiosk.press(visit.t.word('Backspace'), 'u')
        kiosk.pick('服务员')
        visit.wait_for_text('服务员')
        drag_left(2)
        kiosk.press(*'hao')
        kiosk.pick('好')
        visit.wait_for_text('服好务员')


def all_candidates_stand_in_a_grid():
    with Visit('zh-CN') as visit:
        kiosk, t = visit.kiosk, visit.t
        kiosk.press(*'shi')
        kiosk.wait('~^1 ')
        first = kiosk.candidates()
        kiosk.press(t.word('More choices'))
        kiosk.gone('1 ' + first[0])
        second = kiosk.candidates()
        if set(first) & set(second):
            raise Failure('both pages have %s' % (set(first) & set(second)))
        kiosk.press(t.word('Choices before'))
        kiosk.wait('1 ' + first[0])
        shot(kiosk, 'row')
        kiosk.press(t.word('All choices'))
        kiosk.wait(t.word('Back to the keys'))
        every = kiosk.candidates()
        expect('the grid begins', first + second, every[:len(first + second)])
        shot(kiosk, 'grid')
        kiosk.pick(second[0])
        visit.wait_for_text(second[0])
        kiosk.keys('q')


def the_highlighted_candidate_describes_the_field():
    with Visit('zh-CN') as visit:
        kiosk = visit.kiosk
        kiosk.press(*'xiexie')
        kiosk.wait('~^1 ')
        node = kiosk.wait(title('words'), role='text box')
        expect('description', kiosk.candidates()[0], kiosk.a11y.prop(node['ref'], 'Accessible', 'Description'))
        kiosk.pick('谢谢')
        visit.wait_for_text('谢谢')
        expect('description', '', kiosk.a11y.prop(node['ref'], 'Accessible', 'Description'))


def the_keyboard_is_worked_by_a_switch():
    """Tab, arrows and Return alone, as a switch gives them: from the field to the keys, from the keys to what
    they may mean, and on behind them."""
    with Visit('zh-CN') as visit:
        kiosk = visit.kiosk
        kiosk.keys('q')
        kiosk.key('Tab', 'Return')
        kiosk.wait('~^1 ')
        first = kiosk.candidates()[0]
        kiosk.key('Up', 'Return')
        visit.wait_for_text(first)
        kiosk.key('Tab')
        kiosk.key('Tab')
        kiosk.key('Tab')
        kiosk.gone(visit.t.word('Keyboard'))


def two_thumbs_that_overlap_lose_and_swap_nothing():
    """In the kiosk itself, where elsewhere one finger counts."""
    with Visit('en') as visit:
        keys = {name.lower(): place for name, place in visit.kiosk.keys('Space').items()}
        lines, text = [], 'thequickbrownfox'
        for i, character in enumerate(text):
            lines += [(i * 90, i % 2 + 1, 'down', *keys[character]), (i * 90 + 130, i % 2 + 1, 'up', *keys[character])]
        visit.kiosk.play(sorted(lines))
        visit.wait_for_text(text.capitalize())


def the_card_takes_the_keyboard_and_gives_it_back():
    with Visit('zh-CN', config=CONFIG.replace('typing=120', 'typing=6\ncard=60')) as visit:
        kiosk, t = visit.kiosk, visit.t
        kiosk.press(*'cha')
        kiosk.pick('茶')
        kiosk.wait(t.word('Are you still there?'))
        kiosk.gone(t.word('Keyboard'))
        kiosk.tap(t.word('Yes, I am here'))
        kiosk.press('。')
        visit.wait_for_text('茶。')


def the_keyboard_goes_and_comes_again():
    with Visit('en') as visit:
        kiosk, t = visit.kiosk, visit.t
        kiosk.press('q', t.word('Hide keyboard'))
        kiosk.gone(t.word('Keyboard'))
        kiosk.touch(*kiosk.middle(title('words'), role='text box'))
        kiosk.press('w')
        visit.wait_for_text('Qw')
        x, y, _, _ = kiosk.place(title('words'), role='text box')
        kiosk.touch(x // 2, y - x)                                    # the ground beside the field
        kiosk.gone(t.word('Keyboard'))


def the_next_guest_finds_nothing():
    with Visit('zh-CN') as visit:
        kiosk, t = visit.kiosk, visit.t
        kiosk.press(*'nihao')
        kiosk.wait('~^1 ')
        kiosk.tap(t.word('Start again'))
        kiosk.wait(t.title('overall'))
        kiosk.gone(t.word('Keyboard'))
        visit.go_to('words')
        kiosk.keys('q')
        if kiosk.candidates() or visit.text():
            raise Failure('%s, %r' % (kiosk.candidates(), visit.text()))


def what_was_open_and_what_was_written_is_nowhere_afterwards():
    """Letters that no program has of itself: in the field, and open with their candidates."""
    words, letters = 'qzxvkwjphfb', 'wvqzjxkphgf'
    with Visit('zh-CN') as visit:
        kiosk, t = visit.kiosk, visit.t
        kiosk.press(*words)
        kiosk.wait(t.word('Confirm'))
        kiosk.press(t.word('Confirm'))
        visit.wait_for_text(words)
        kiosk.press(*letters)
        kiosk.wait(t.word('Confirm'))
        if not memory_holds(kiosk.process.pid, words):
            raise Failure('the search of the memory finds nothing while the words stand on the screen')
        kiosk.tap(t.word('Start again'))
        kiosk.wait(t.title('overall'))
        end = time.monotonic() + 5
        while True:
            held = {text: memory_holds(kiosk.process.pid, text) for text in (words, letters, words + letters)}
            if not any(held.values()):
                return
            if time.monotonic() > end:
                raise Failure('the process still holds what was typed: %s' % held)
            time.sleep(.2)


def pinyin_is_loaded_when_words_are_asked_for_and_not_before():
    def has_model(kiosk):
        with open('/proc/%d/maps' % kiosk.process.pid, encoding='utf-8') as maps:
            return 'zh_CN.lm' in maps.read()
    with Kiosk(config=CONFIG % 'zh-CN', survey=SURVEY) as kiosk:
        t = Texts('zh-CN', SURVEY)
        kiosk.wait(t.title('overall'))
        if has_model(kiosk):
            raise Failure('the model is loaded while nobody writes')
        kiosk.tap(t.choice('overall', 4))
        kiosk.press(*'cha')
        kiosk.pick('茶')
        if not has_model(kiosk):
            raise Failure('there are candidates, and no model: this test looks for the wrong file')


def another_language_brings_other_keys():
    with Visit('zh-CN') as visit:
        kiosk = visit.kiosk
        kiosk.keys(visit.t.word('English input'))
        kiosk.tap(Texts.OWN_NAMES['en'])
        kiosk.keys('Chinese input')
        kiosk.press('a')
        visit.wait_for_text('A')


def judge_sight(visit, name):
    """Field, the survey's buttons, keys and bar: all on the screen, one below or beside the other."""
    kiosk = visit.kiosk
    kiosk.keys()
    onward = next(word for word in map(visit.t.word, ('Skip', 'Next', 'Done')) if kiosk.has(word))
    places = {'field': kiosk.place(title(name), role='text box'), 'step': kiosk.place(visit.t.word('Back')),
              'onward': kiosk.place(onward),
              'keyboard': kiosk.place(visit.t.word('Keyboard')), 'bar': kiosk.place(visit.t.word('Call staff'))}
    for what, (x, y, w, h) in places.items():
        if x < 0 or y < 0 or x + w > WIDTH or y + h > HEIGHT:
            raise Failure('%s of %s leaves the screen: %s' % (what, name, places))
    top = places['keyboard'][1]
    for what in ('field', 'step', 'onward'):
        if places[what][1] + places[what][3] > top:
            raise Failure('%s of %s is under the keys: %s' % (what, name, places))
    if overlap(places['field'], places['step']) or overlap(places['field'], places['onward']):
        raise Failure('field and buttons of %s overlap: %s' % (name, places))
    for key, (x, y) in kiosk.keyboard().items():
        if not (0 <= x < WIDTH and top <= y < places['bar'][1]):
            raise Failure('key %s is at %d,%d: %s' % (key, x, y, places))


def overlap(a, b):
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def field_and_buttons_stay_in_sight():
    for size in (1, 3):
        with Visit('zh-CN') as visit:
            for _ in range(size - 1):
                visit.kiosk.tap(visit.t.word('Larger text'))
            for name in NAMES:
                visit.kiosk.wait(title(name), role='text box')
                judge_sight(visit, name)
                shot(visit.kiosk, 'text%d-%s' % (size, name))
                if name != NAMES[-1]:
                    visit.kiosk.tap(visit.t.word('Skip'))


def tests():
    """Every rule above; xvfb has no fingers."""
    names = [name for name, what in globals().items()
             if callable(what) and getattr(what, '__module__', '') == '__main__' and name.count('_') > 2]
    has_fingers = 'KIOSK_UI_TOUCH' in os.environ
    return [globals()[name] for name in names if has_fingers or ('thumbs' not in name and 'drags' not in name)]


if __name__ == '__main__':
    sys.exit(run(tests()))
