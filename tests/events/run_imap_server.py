"""Runs pymap with its COPY mended: version 0.36 copies the flags of a mail in a maildir and not its words."""

import shutil

from pymap.backend.maildir.mailbox import MailboxData
from pymap.main import main

copy_flags = MailboxData.copy


async def copy(self, uid, destination, **how):
    new_uid = await copy_flags(self, uid, destination, **how)
    if new_uid is not None:
        shutil.copy2(await path_of(self, uid), await path_of(destination, new_uid))
    return new_uid


async def path_of(mailbox, uid):
    record, _ = await mailbox._get_maildir_msg(uid)
    return mailbox._maildir._join(mailbox._maildir._lookup(record.key))


if __name__ == "__main__":
    MailboxData.copy = copy
    main()
