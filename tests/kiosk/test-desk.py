#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The staff's desk on the real window, without a network: who comes in, what is seen there, what is
done, and that nothing of it is left when a guest comes. AFTERTASTE_SHOTS=DIR: pictures of closing."""
import json
import os
import signal

from desk import HASHES, LI, PIN_LI, PIN_NEW, PIN_WANG, PIN_WRONG, WANG, Desk, expect, give_pins
from visit import Texts, house_survey, memory_holds, run

COMPLAINT = Texts('en', house_survey('complaint'))
CAUSES = os.path.join(os.path.dirname(__file__), '..', '..', 'assets', 'rules', 'causes.json')
NOTE = 'guest comes again tomorrow'
QUIT_STATUS = 3


def call_staff(desk):
    """A guest calls: on the desk that is a case."""
    desk.tap(desk.word('Call staff'), 'button')
    desk.tap(desk.word('All right'), 'button')
    desk.gone(desk.word('All right'), 'button')


def leave(desk):
    desk.tap(desk.word('Leave'), 'button')
    desk.hook('painted rest')


def open_case(desk, number='A-0001'):
    desk.wait('~' + number)
    name = [n for n in desk.names() if n.startswith(number)][0]
    desk.tap(name, 'button')
    desk.hook('painted desk-case')


def a_short_touch_of_the_corner_opens_nothing():
    with Desk() as desk:
        desk.forget_hooks()
        desk.hold(ms=500)
        desk.touch(*desk.CORNER)
        desk.tap(desk.word('Call staff'), 'button')
        desk.wait(desk.word('All right'))
        expect('page pin' not in desk.lines, 'a short touch opened the PIN page')


def a_pin_opens_the_desk_and_leaving_it_leaves_nothing():
    with Desk() as desk:
        desk.wait(desk.word('Start again'))
        before = set(desk.names())
        desk.come_in()
        desk.wait('王经理')
        leave(desk)
        desk.wait(desk.word('Start again'))
        left = set(desk.names()) - before
        expect(not left, 'something is left of the desk: %s' % left)


def what_is_entered_is_text_nowhere():
    with Desk() as desk:
        desk.knock()
        before = desk.nodes()
        desk.enter(PIN_WRONG[:5])
        expect(desk.nodes() == before, 'what was entered changed the tree')
        desk.tap(desk.word('Cancel'), 'button')
        desk.hook('painted rest')
        desk.come_in()
        found = memory_holds(desk.process.pid, PIN_WANG)
        expect(not found, 'the PIN is still in memory: %s' % found)


def a_wrong_pin_is_counted_over_a_power_cut():
    with Desk() as desk:
        desk.knock()
        for left in (4, 3, 2, 1):
            desk.enter(PIN_WRONG)
            desk.wait('~%d tr' % left)
        desk.enter(PIN_WRONG)
        desk.wait('~Too many wrong PINs')
        desk.end(signal.SIGKILL)
        with Desk(data=desk.data) as again:
            again.knock()
            again.wait('~Too many wrong PINs')
            again.enter('2')
            again.hook('painted rest', seconds=120)   # nobody waits for that long
            again.knock()
            while again.has('~Too many wrong PINs'):
                again.enter('2')
            again.enter(PIN_WANG)
            again.hook('painted desk', seconds=60)


def a_new_pin_counts_after_a_power_cut():
    with Desk(staff=(WANG,)) as desk:
        desk.come_in()
        leave(desk)
        desk.end(signal.SIGKILL)
        give_pins(desk.data, [dict(WANG, pin_hash=HASHES[PIN_NEW])])
        with Desk(staff=(), data=desk.data) as again:
            again.knock()
            again.enter(PIN_WANG)
            again.wait('~4 tries')
            again.enter(PIN_NEW)
            again.hook('painted desk')


def without_a_pin_it_says_how_to_set_one():
    with Desk(staff=()) as desk:
        desk.knock()
        desk.wait('~aftertaste-collector user pin')
        expect(not desk.has('1', 'button'), 'there are keys although nobody has a PIN')
        desk.tap(desk.word('Cancel'), 'button')
        desk.hook('painted rest')


def a_pin_of_two_opens_nothing():
    with Desk(staff=(dict(WANG, pin_hash=HASHES[PIN_LI]), LI)) as desk:
        desk.knock()
        desk.enter(PIN_LI)
        desk.wait('~Two people')


def what_is_done_is_kept_with_who_did_it():
    with Desk() as desk:
        call_staff(desk)
        desk.come_in(PIN_LI)
        open_case(desk)
        desk.tap(desk.word('I take care of it'), 'button')
        desk.wait('~Li has it')
        open_case(desk)
        expect(not desk.has(desk.word('I take care of it')), 'it can be taken twice')
        desk.tap(desk.word('I have called the guest'), 'button')
        desk.wait(desk.word('Noted.'))
        open_case(desk)
        desk.tap(desk.word('Write a note'), 'button')
        desk.hook('painted desk-note')
        desk.write(NOTE)
        desk.tap(desk.word('Save the note'), 'button')
        desk.hook('painted desk')
        desk.wait(desk.word('Noted.'))
        open_case(desk)
        desk.tap(desk.word('Close the case'), 'button')
        desk.tap(desk.word('Put right: the guest is content'), 'button')
        desk.tap(desk.word('Close the case'), 'button')
        desk.wait(desk.word('No case is open.'))
        leave(desk)
        expect(not memory_holds(desk.process.pid, NOTE), 'the note is still in memory')
        desk.end()
        items = desk.items('case-action')
        expect([i['action'] for i in items] == ['acknowledge', 'called', 'note', 'close'], items)
        expect(all(i['staff'] == LI['id'] for i in items), 'somebody else is named: %s' % items)
        expect(items[3]['outcome']['state'] == 'recovered', items[3])
        expect(items[2]['note']['box'] and NOTE not in str(items), 'the note is not sealed')
        for name in os.listdir(desk.data):
            path = os.path.join(desk.data, name)
            if os.path.isfile(path):
                with open(path, 'rb') as f:
                    expect(NOTE.encode() not in f.read(), 'the note is readable in ' + name)


def complain(desk):
    """A guest complains by touches, and wants nothing back."""
    desk.tap(desk.word('Complaint or suggestion'))
    desk.tap(desk.word('I have a complaint'))
    desk.tap(COMPLAINT.choice('what', 'food'))
    desk.tap(COMPLAINT.word('Next'))
    desk.tap(COMPLAINT.word('Skip'))
    desk.wait(COMPLAINT.title('tableNumber'))
    desk.tap(COMPLAINT.word('Skip'))
    desk.tap(COMPLAINT.word("Yes, that's right"))
    desk.tap(COMPLAINT.choice('wish', 'nothing'))
    desk.tap(COMPLAINT.word('Done'))
    desk.tap(COMPLAINT.word('Done'))
    desk.hook('painted rest')


def keep_picture(desk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        desk.shot(os.path.join(folder, name + '.png'))


def first_text(pick):
    with open(CAUSES, encoding='utf-8') as f:
        return json.load(f)[pick][0]['text']['default']


def answer_the_closing(desk):
    """All questions but the last, each with the first choice."""
    open_case(desk)
    desk.tap(desk.word('Close the case'), 'button')
    desk.tap(desk.word('Put right: the guest is content'), 'button')
    for pick in ('outcomes', 'stated', 'root'):
        desk.tap(first_text(pick), 'button')
    desk.wait(desk.word('Did it cost anything, or does something have to be changed?'))


def a_complaint_is_closed_only_when_nothing_is_left_to_enter():
    with Desk() as desk:
        complain(desk)
        desk.come_in(PIN_LI)
        open_case(desk)
        desk.tap(desk.word('I take care of it'), 'button')
        desk.wait('~Li has it')
        answer_the_closing(desk)
        keep_picture(desk, 'desk-rest')
        desk.tap(desk.word('Yes: I enter that on the console'), 'button')
        desk.wait(desk.word('Leave the case open?'))
        keep_picture(desk, 'desk-left-open')
        desk.tap(desk.word('Save this as a note'), 'button')
        desk.wait('~Li has it')
        answer_the_closing(desk)
        desk.tap(desk.word('No: it cost 0, and no change is needed'), 'button')
        keep_picture(desk, 'desk-close')
        desk.tap(desk.word('Close the case'), 'button')
        desk.wait(desk.word('No case is open.'))
        leave(desk)
        desk.end()
        items = desk.items('case-action')
        expect([i['action'] for i in items] == ['acknowledge', 'note', 'close'], items)
        expect(items[2]['outcome']['state'] == 'recovered', items[2])


def an_action_survives_a_power_cut():
    with Desk() as desk:
        call_staff(desk)
        desk.come_in()
        open_case(desk)
        desk.tap(desk.word('I take care of it'), 'button')
        desk.wait(desk.word('Noted.'))
        desk.end(signal.SIGKILL)
        with Desk(data=desk.data) as again:
            again.come_in()
            again.wait('~王经理 has it')


def the_way_back_leads_through_every_question():
    with Desk() as desk:
        call_staff(desk)
        desk.come_in()
        open_case(desk)
        desk.tap(desk.word('Close the case'), 'button')
        desk.tap(desk.word('Lost: the guest is not content'), 'button')
        desk.wait(desk.word('Close the case?'))
        desk.tap(desk.word('Back'), 'button')
        desk.wait(desk.word('How did it end?'))
        desk.tap(desk.word('Back'), 'button')
        desk.wait(desk.word('I have called the guest'))
        desk.tap(desk.word('Back'), 'button')
        desk.wait(desk.word("The staff's desk"))
        leave(desk)
        desk.end()
        expect(not desk.items('case-action'), 'something was done on the way')


def nobody_there_leaves_pin_page_and_desk():
    with Desk() as desk:
        desk.knock()
        desk.hook('painted rest', seconds=120)
        desk.come_in()
        desk.hook('painted rest', seconds=240)
        expect(not desk.has("The staff's desk"), 'the desk is still there')


def another_language_keeps_the_place():
    with Desk() as desk:
        call_staff(desk)
        desk.come_in()
        open_case(desk)
        desk.tap('简体中文', 'button')
        desk.hook('painted desk-case')
        desk.tap('English', 'button')
        desk.hook('painted desk-case')
        desk.wait(desk.word('Close the case'))


def quitting_ends_the_program_with_its_own_status():
    with Desk() as desk:
        desk.come_in()
        desk.tap(desk.word('Quit the kiosk'), 'button')
        desk.hook('painted desk-quit')
        desk.tap(desk.word('Quit now'), 'button')
        status = desk.process.wait(30)
        desk.has_ended = True
        expect(status == QUIT_STATUS, 'it ended with status %s' % status)


run([a_short_touch_of_the_corner_opens_nothing, a_pin_opens_the_desk_and_leaving_it_leaves_nothing,
     what_is_entered_is_text_nowhere, a_wrong_pin_is_counted_over_a_power_cut,
     a_new_pin_counts_after_a_power_cut, without_a_pin_it_says_how_to_set_one, a_pin_of_two_opens_nothing,
     what_is_done_is_kept_with_who_did_it, a_complaint_is_closed_only_when_nothing_is_left_to_enter,
     an_action_survives_a_power_cut, the_way_back_leads_through_every_question, nobody_there_leaves_pin_page_and_desk,
     another_language_keeps_the_place, quitting_ends_the_program_with_its_own_status])
