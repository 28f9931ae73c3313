"""Every mail is readable on a narrow screen, in the dark, with pictures off."""

from tests.events.emails.mails import each_mail, make_full_booking, send_invite

from . import axe, layout


def test_every_mail_reads_well_everywhere(db, now, visitor):
    booking = send_invite(make_full_booking(), now)
    someone = visitor(width=320)
    page = someone.page
    problems = []
    for kind, mail in each_mail(booking, now):
        page.set_content(next(part for part, mime in mail.alternatives if mime == "text/html"))
        found = layout.sideways(page) + layout.cut(page) + axe.faults(page)
        page.emulate_media(color_scheme="dark")
        found += axe.faults(page, axe.COLOURS)
        page.emulate_media(color_scheme="light")
        if page.locator("img").count():
            found.append("has pictures")
        if page.locator("a.button").count() > 1:
            found.append("asks for more than one thing")
        problems += [f"{kind}: {each}" for each in found]
    assert problems == []
    assert someone.hosts <= {""}
    assert someone.messages == []
