"""A provider of texts and letters that keeps them in a list, by the documented interface alone."""

from events.texts.backends import Outcome, Receipt, Reply


class RecordingBackend:
    """Keeps what was sent, as Django's locmem backend does."""

    sent: list[dict[str, object]] = []

    def send(self, *, to, text, reference):
        return self._keep(to=to, text=text, reference=reference)

    def send_letter(self, *, address, heading, body, reference):
        return self._keep(address=address, heading=heading, body=body, reference=reference)

    def read_receipt(self, body):
        return Receipt(body["key"], body["our"], Outcome(body["state"]), "by the network")

    def read_reply(self, body):
        return Reply(body["key"], body["from"], body["text"])

    def _keep(self, **message):
        self.sent.append(message)
        return f"key-{len(self.sent)}"
