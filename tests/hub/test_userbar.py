"""Editors see Wagtail's content checker in previews. Visitors, and their caches, never see it."""


def test_a_preview_holds_the_content_checker(admin_client, site):
    page = admin_client.get(f"/admin/pages/{site.home.pk}/view_draft/").content.decode()
    assert "<wagtail-userbar" in page


def test_a_public_page_is_the_same_for_editors_and_visitors(admin_client, client, site):
    assert "userbar" not in admin_client.get("/").content.decode()
    assert "Cookie" not in client.get("/").get("Vary", "")


def test_only_the_admin_may_frame_a_page_and_only_in_its_preview(admin_client, client, site):
    draft = admin_client.get(f"/admin/pages/{site.home.pk}/view_draft/")
    assert "frame-ancestors 'self'" in draft["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/")["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/")["Content-Security-Policy"]
