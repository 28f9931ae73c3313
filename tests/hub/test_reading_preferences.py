from bs4 import BeautifulSoup


def test_the_reading_page_sends_and_stores_nothing(client, site):
    response = client.get("/easier-to-read/")
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert not response.cookies
    assert not page.main.select("[name]"), "no input has a name, so nothing can be sent"
    assert client.post("/easier-to-read/").status_code == 405


def test_every_page_leads_to_the_reading_page(client, site):
    page = BeautifulSoup(client.get("/there-is-nothing-here/").content, "html.parser")
    assert page.footer.find("a", href="/easier-to-read/").text == "Make this page easier to read"
