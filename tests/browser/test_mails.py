"""Every mail is readable on a narrow screen, in the dark, with pictures off."""

from tests.events.emails.every_mail import every_mail, kind_of

from . import axe, layout


def test_every_mail_reads_well_everywhere(db, now, visitor):
    someone = visitor(width=320)
    page = someone.page
    problems = []
    one_of_each_kind = {kind_of(what): mail for what, mail in every_mail(now).items()}
    for kind, mail in one_of_each_kind.items():
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
