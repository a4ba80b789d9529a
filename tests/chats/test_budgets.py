"""How much each chat and each person may ask."""

from bot.chats.budgets import Budgets, Verdict

ANSWER, TELL, SILENCE = Verdict.ANSWER, Verdict.TELL_PERSON, Verdict.SILENCE


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_person_gets_six_answers_in_ten_seconds_and_one_word() -> None:
    budgets = Budgets(Clock())

    assert [budgets.spend(1, None) for _ in range(9)] == [ANSWER] * 6 + [TELL] + [SILENCE] * 2


def test_a_person_is_answered_again_when_the_seconds_are_over() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    for _ in range(8):
        budgets.spend(1, None)

    clock.now += 10

    assert budgets.spend(1, None) is ANSWER


def test_a_flood_that_goes_on_is_not_spoken_of_again() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    verdicts = []

    for _ in range(60):
        verdicts.append(budgets.spend(1, None))
        clock.now += 1

    assert verdicts.count(TELL) == 1


def test_a_new_flood_is_spoken_of_again() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    for _ in range(8):
        budgets.spend(1, None)
    clock.now += 60

    assert [budgets.spend(1, None) for _ in range(7)][-1] is TELL


def test_a_group_gets_twenty_messages_a_minute_with_the_word_about_it() -> None:
    budgets = Budgets(Clock())

    verdicts = [budgets.spend(person, -5) for person in range(30)]

    assert verdicts == [ANSWER] * 19 + [Verdict.TELL_GROUP] + [SILENCE] * 10


def test_people_and_groups_do_not_spend_each_others_budgets() -> None:
    budgets = Budgets(Clock())
    for _ in range(8):
        budgets.spend(1, -5)

    assert budgets.spend(2, -5) is ANSWER
    assert budgets.spend(2, None) is ANSWER


def test_a_group_keeps_its_budget_when_it_gets_another_id() -> None:
    budgets = Budgets(Clock())
    for person in range(20):
        budgets.spend(person, -5)

    budgets.move(-5, -100)

    assert budgets.spend(99, -100) is SILENCE


def test_help_is_given_in_a_flood_and_spends_nothing() -> None:
    budgets = Budgets(Clock())
    assert budgets.may_help(1, None)

    assert [budgets.spend(1, None) for _ in range(8)] == [ANSWER] * 6 + [TELL, SILENCE]

    assert budgets.may_help(2, None)


def test_help_is_given_once_in_five_seconds_a_chat() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    given = []

    for _ in range(120):
        given.append([budgets.may_help(1, None), budgets.may_help(1, -5), budgets.may_help(2, -5)])
        clock.now += 0.5

    assert [sum(column) for column in zip(*given, strict=True)] == [12, 12, 0]


def test_help_counts_among_what_telegram_lets_a_group_get() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    for _ in range(10):
        budgets.may_help(1, -5)
        clock.now += 5

    assert [budgets.spend(person, -5) for person in range(10)][-2:] == [ANSWER, Verdict.TELL_GROUP]


def test_a_backlog_is_no_flood() -> None:
    budgets = Budgets(Clock())

    assert [budgets.spend(1, None, 1.7e9 + 120 * number) for number in range(9)] == [ANSWER] * 9


def test_a_flood_is_one_whenever_it_arrives() -> None:
    budgets = Budgets(Clock())

    assert [budgets.spend(1, None, 1.7e9 + number) for number in range(9)] == [ANSWER] * 6 + [TELL] + [SILENCE] * 2


def test_what_has_no_date_counts_by_the_clock_that_dates_tell() -> None:
    clock = Clock()
    budgets = Budgets(clock)
    for _ in range(3):
        budgets.spend(1, None, 1.7e9)
        budgets.spend(1, None)

    assert budgets.spend(1, None) is TELL
    clock.now += 10
    assert budgets.spend(1, None) is ANSWER
    assert budgets.spend(1, None, 1.7e9 + 10) is ANSWER


def test_a_date_that_is_wrong_does_not_silence_a_person() -> None:
    budgets = Budgets(Clock())
    for _ in range(9):
        budgets.spend(1, None, 4e9)

    assert budgets.spend(1, None, 1.7e9) is ANSWER
