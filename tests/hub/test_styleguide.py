from pathlib import Path

import pytest

PARTS = sorted(path.name for path in Path("templates/includes").glob("*.html"))


def test_the_public_does_not_see_the_parts(client, site):
    assert client.get("/styleguide/").status_code == 404


def test_people_who_work_on_the_site_see_them(admin_client, site):
    assert admin_client.get("/styleguide/").status_code == 200


def test_everybody_sees_them_while_developing(client, site, settings):
    settings.DEBUG = True
    assert client.get("/styleguide/").status_code == 200


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_shown(admin_client, site, part):
    drawn = {template.name for template in admin_client.get("/styleguide/").templates}
    assert f"includes/{part}" in drawn
