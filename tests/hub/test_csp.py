"""Inline scripts run in the admin and nowhere else."""


def test_the_admin_allows_the_inline_scripts_of_wagtail(admin_client, site):
    policy = admin_client.get("/admin/")["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in policy
    assert "default-src 'self'" in policy


def test_visitors_get_the_strict_policy_also_where_there_is_no_page(client, site):
    for address in ("/", "/nowhere/", "/administration/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self';" in f"{policy};"
