"""Every sentence that a reader sees around the answers; what an `Answer` says comes with it.

A sentence with a variable part is a function, not a format string: people write that part, and it may have braces.
The noun for the source stands only where a singular and a plural fit: "the article" as well as "our terms".
"""

from datetime import date

from bot.answering.sentences import declining
from bot.facts.model import Voice
from bot.plurals import counted

NOTE = "Editor's note:"

DID_YOU_MEAN = "Did you mean:"
YOU_COULD_ASK = "You could ask:"
ASK_NEXT = "You could ask next:"

CHAT_COMMANDS = "The commands are :why (explain the last answer), :quit (leave) and the number of a suggestion."
NOTHING_TO_EXPLAIN = "Nothing has been asked yet."

YOU_COULD_ASK_FOR_EXAMPLE = "You could ask, for example:"
NEXT_BEST = "Perhaps one of these:"
NOT_MEANT = "Not what I meant"
COPY_QUOTE = "Copy the quote"
MORE_IN_PRIVATE = "More in private"
GONE = "That answer is no longer in the file."
BUTTON_TOO_OLD = "This button no longer works. Please ask again."

ONLY_TEXT = "I can only read text, so please write your question in words."
NO_TOPICS = "No topics are named yet. Just ask."
ALL_TOPICS = "All topics"
EARLIER = "«"
LATER = "»"
TOO_MANY_IN_GROUP = "That is all I can answer here for a minute. I will be quiet until then."
TOO_MANY_FROM_PERSON = "That was quick! Give me a few seconds, then ask again."
FAILED = "Something went wrong on my side. Please ask again in a minute."

COMMAND_HELP = """\
/ask and a question: the same, and it works in groups too
/topics: what you can ask about
/source: where the answers come from
/privacy: what I keep, and for how long

After an answer you can ask on, as in “and the Philippines?”. If you edit a question, its answer follows."""

PRIVATE_COMMANDS = (
    ("topics", "What you can ask about"),
    ("source", "Where the answers come from"),
    ("help", "How to ask"),
    ("ask", "Ask a question"),
    ("privacy", "What I keep, and for how long"),
)
GROUP_COMMANDS = (
    ("ask", "Ask, or answer the message you reply to"),
    ("help", "How to ask here"),
)


def start(voice: Voice) -> str:
    """Return the greeting: the base's own, or two lines that say what a question gets."""
    return voice.greeting or (
        f"Hello! Ask me about {voice.source_noun}, in your own words.\n"
        "You get the answer with the sentence it rests on, and if there is none I say so."
    )


def help_page(voice: Voice) -> str:
    """Return how to ask, and the commands."""
    return (
        f"Ask me about {voice.source_noun} in your own words. If I am not sure what you mean, I offer what I know; if "
        f"the answer is not there, I say so.\n\n{COMMAND_HELP}"
    )


def chat_welcome(voice: Voice) -> str:
    """Return the first line of a chat in the terminal."""
    return f"Ask about {voice.source_noun}. A number picks a suggestion, :why explains an answer, Ctrl-D leaves."


def topics(voice: Voice) -> str:
    """Return the head of the list of topics."""
    return f"These are topics of {voice.source_noun}. Tap one to see what you can ask."


def inline_unknown(voice: Voice) -> str:
    """Return the label of the button that inline mode shows when nothing fits."""
    return f"{declining(voice)} Ask me in private"


def description(voice: Voice) -> str:
    """Return what Telegram shows in a chat that has not begun: at most 512 characters."""
    return (
        f"I answer questions about {voice.source_noun}, always with the sentence that the answer rests on. "
        "If the answer is not there, I say so.\n\nTap Start and ask in your own words."
    )


def short_description(voice: Voice) -> str:
    """Return what Telegram shows in the profile: at most 120 characters."""
    return f"Answers questions about {voice.source_noun}, with the sentence behind each answer."


def ask_usage(example: str) -> str:
    """Return how /ask is used, for someone who sent it alone."""
    return f"Write your question after the command: /ask {example}"


def guest_usage(username: str, example: str) -> str:
    """Return how a bot with this name is asked in a chat that it is not in, for someone who wrote its name alone."""
    return f"Write your question after my name: @{username} {example}"


def group_help(username: str) -> str:
    """Return how to ask in a group: at first what always reaches the bot."""
    return (
        f"Ask with /ask@{username} and your question, or reply to one of my messages. "
        f"/ask@{username} in reply to someone's question answers that person. "
        f"Just @{username} and a question works where I am an admin or my privacy mode is off."
    )


def joined(username: str, voice: Voice, *, sees_all: bool) -> str:
    """Return the one message to a group that has added the bot; `sees_all` says whether mentions are sure to reach it.

    While privacy mode hides ordinary messages, reports differ on mentions, and /ask without a name is for the bot that
    wrote last.
    """
    if sees_all:
        ways = f"/ask and your question, @{username} and your question, or a reply to one of my messages"
    else:
        ways = f"/ask@{username} and your question, or a reply to one of my messages"
    return f"Hello! Ask me about {voice.source_noun}: {ways}. I speak only when spoken to."


def day(published: date) -> str:
    """Return a date as people write it: 5 May 2024."""
    return f"{published.day} {published:%B %Y}"


def asked(question: str) -> str:
    """Return the line above the answer to a question that was picked and not written."""
    return f"▸ {question}"


def copy_part(number: int, count: int) -> str:
    """Return the label of the button that copies one of `count` parts, counted from 1."""
    return f"Copy {number}/{count}"


def about_this(subject: str) -> str:
    """Return the line that says what a follow-up was taken to be about."""
    return f"About {subject}:"


def about(name: str, role: str | None) -> str:
    """Return the head of a list of questions about one name."""
    return f"{name}, {role}. You could ask:" if role else f"{name}. You could ask:"


def facts_in_source(count: int) -> str:
    """Return how many facts come from one source."""
    return counted(count, "fact")


def privacy(gaps_days: int) -> str:
    """Return what is kept of a reader and for how long; `gaps_days` 0 keeps no gaps."""
    gaps = (
        f"A question that I could not answer is kept for {gaps_days} days, without your name or the chat, so that "
        "what is missing can be added. Mail addresses, phone numbers and user names in it are blanked first."
        if gaps_days
        else "A question that I could not answer is not kept."
    )
    return (
        "I remember your last answer for ten minutes, so that you can ask on, which of my messages answers which of "
        "yours, so that an answer can follow your edit, and which answers you rated. All of it is in memory only and "
        "gone when I restart."
        f"\n\n{gaps}\n\nI keep no profile of anyone, and your questions are not in my logs."
    )
