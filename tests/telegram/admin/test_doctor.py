"""What the doctor says where something is wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.telegram.admin.doctor_page import Connection, FileState, Group, Health, KeptData, Matching, doctor_page
from bot.trusted_clock import Doubt, Reason

WELL = Health(
    username="talks_bot",
    reads_all=False,
    is_guest=False,
    connection=Connection("", 0),
    files=(FileState("talks.yaml", 94, "0123456789abcdef", 3),),
    errors=0,
    free=5_000_000_000,
    dropped=0,
    token_leaks=False,
    matching=Matching(by_meaning=True),
)


def text(health: Health) -> str:
    return doctor_page(health).reply.plain


def test_a_bot_that_is_well_has_no_cross() -> None:
    assert "✗" not in text(WELL)
    assert "talks.yaml: 94 facts, version 3, sha256 0123456789ab" in text(WELL)


def test_what_is_wrong_is_crossed() -> None:
    error = Connection("https://bot.example/x", 7, "Connection refused", datetime(2024, 5, 6, 12, 0, tzinfo=UTC))
    found = text(
        replace(
            WELL,
            connection=error,
            errors=2,
            free=1_000_000,
            dropped=3,
            token_leaks=True,
            group=Group("-5", problem="gone"),
        )
    )

    for line in (
        "✓ webhook at https://bot.example/x",
        "✗ last error at 06 May 12:00 UTC: Connection refused",
        "7 updates waiting",
        "✗ 2 errors",
        "✗ answers or updates dropped since the start: 3",
        "✗ 1 MB free",
        "✗ the token can get into the log",
        "✗ -5: gone",
    ):
        assert line in found


def test_whether_guest_mode_is_on_is_said() -> None:
    assert "guest mode is off: in chats that I am not in, only inline mode answers" in text(WELL)
    assert "✓ guest mode is on: @talks_bot and a question" in text(replace(WELL, is_guest=True))


def test_an_update_that_was_put_off_is_no_cause_for_alarm() -> None:
    held = "Wrong response from the webhook: 503 Service Unavailable"

    found = text(replace(WELL, connection=Connection("https://bot.example/x", 1, held)))

    assert f"last error that Telegram knows of: {held}. So I put off what takes long" in found
    assert "✗" not in found


def test_telegram_that_does_not_answer_is_said() -> None:
    assert "✗ Telegram could not be asked" in text(replace(WELL, connection=None))


def test_how_far_the_embedding_is_is_said() -> None:
    assert "1,200 of 80,000" in text(replace(WELL, matching=Matching(by_meaning=False, embedded=(1_200, 80_000))))


def test_matching_by_words_alone_is_a_lack() -> None:
    assert "✗ questions are matched by words alone" in text(replace(WELL, matching=Matching(by_meaning=False)))


def test_what_cannot_be_read_and_what_was_set_aside_is_crossed() -> None:
    kept = KeptData(("gaps.sqlite3 is in use by another program; try again in a moment.",), ("counts.sqlite3.damaged",))

    found = text(replace(WELL, kept=kept))

    assert "✗ gaps.sqlite3 is in use by another program" in found
    assert "✗ counts.sqlite3 was damaged and is now counts.sqlite3.damaged; a new one was begun." in found


def test_a_clock_that_leapt_is_crossed_and_one_that_is_new_is_not() -> None:
    leapt, new = (
        replace(WELL, kept=KeptData(doubt=Doubt(reason, date(2027, 1, 8)))) for reason in (Reason.LEAPT, Reason.NEW)
    )

    assert "✗ nothing is deleted for its age before 2027-01-08, since the clock has leapt" in text(leapt)
    assert "nothing is deleted for its age before 2027-01-08" in text(new)
    assert "✗" not in text(new)
