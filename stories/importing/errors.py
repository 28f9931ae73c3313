"""The reasons for which a file is refused, in words for editors."""


class UnreadableFile(Exception):
    """A file that is not read. The message says why, and what to do."""


LOCKED = (
    "This file is locked with a password, so we cannot read it. Take the password off, and send it "
    "again. Or copy its words and paste them."
)
OLD_OFFICE = (
    "This file is in an old format. Open it, choose “Save as”, and save it as .pptx or .docx. Then "
    "send that."
)
UNKNOWN = (
    "We cannot read this kind of file. Send slides (.pptx, .odp), a document (.docx, .odt), a PDF, "
    "a web page (.html) or plain text. Or copy the words and paste them."
)
BROKEN = (
    "We cannot read this file. Part of it may be missing. Open it on your computer. If it looks "
    "right there, save it again and send that. Or copy its words and paste them."
)
TOO_BIG = "This file is too big. It can have up to 50 MB. Make its pictures smaller, or send it in two parts."
UNPACKS_TOO_BIG = (
    "This file would be far too big once it is opened. Save it again with smaller pictures, or copy "
    "its words and paste them."
)
TOO_MANY_PAGES = (
    "This file has more than 200 slides or pages. Send it in two parts, each with fewer."
)
TOO_LONG = (
    "It took too long to read this file. Send a part of it, or copy its words and paste them."
)
ENTITIES = (
    "This file asks for things that lie outside it, so we do not open it. Copy its words and paste "
    "them."
)
EMPTY = "There is nothing in this file that we can read. If its pages are pictures of words, type the words in."
