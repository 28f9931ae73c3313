"""A small name server on this machine, which answers what a test tells it."""

import socketserver
import threading

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


class DnsServer(socketserver.ThreadingUDPServer):
    """`records` are {("brew.test", "MX"): ["10 mail.brew.test."]}. `fails` makes it say SERVFAIL."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.records = {}
        self.fails = False
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    def resolver(self):
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = self.server_address[1]
        return resolver

    def add_texts(self, texts):
        for name, text in texts.items():
            self.records[name, "TXT"] = [f'"{text}"']


class _Answers(socketserver.BaseRequestHandler):
    def handle(self):
        wire, sock = self.request
        query = dns.message.from_wire(wire)
        question = query.question[0]
        answer = dns.message.make_response(query)
        name = question.name.to_text(omit_final_dot=True)
        kind = dns.rdatatype.to_text(question.rdtype)
        if self.server.fails:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif found := self.server.records.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        sock.sendto(answer.to_wire(), self.client_address)
