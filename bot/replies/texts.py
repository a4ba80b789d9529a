"""Every sentence that a reader sees, in one place. What the facts say stands in the fact files."""

NOT_SAID = "The article does not say."
NOT_SURE = "I am not sure what you mean."
NOTE = "Editor's note:"

DID_YOU_MEAN = "Did you mean:"
YOU_COULD_ASK = "You could ask:"
ASK_NEXT = "You could ask next:"
FOR_EXAMPLE = "For example:"

GREETING = "Hello! Ask me what the article says."
THANKS = "You are welcome!"
HELP = (
    "I answer questions about one article, always with the sentence that the answer rests on. "
    "If the article does not say, I say so."
)

CHAT_WELCOME = "Ask what the article says. A number picks a suggestion, :why explains an answer, Ctrl-D leaves."
CHAT_COMMANDS = "The commands are :why (explain the last answer), :quit (leave) and the number of a suggestion."
NOTHING_TO_EXPLAIN = "Nothing has been asked yet."
