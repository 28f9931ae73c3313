"""Mails that come back, in the shapes of the mail servers that return them."""

RETURNED = """From: Over a Brew <hello@overabrew.example>
To: {to}
Subject: You have booked
Message-ID: {message_id}
MIME-Version: 1.0
Content-Type: text/plain

Hello
"""

POSTFIX = """Return-Path: <>
From: MAILER-DAEMON@mx.brew.test (Mail Delivery System)
To: hello@brew.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

--B1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.brew.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{address}>: host mx.example.org[192.0.2.4] said: 550 5.1.1 unknown (in reply to RCPT TO)

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.brew.test
Arrival-Date: Mon, 11 Jan 2027 09:00:00 +0000 (GMT)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 unknown

--B1
Content-Type: message/rfc822

{returned}
--B1--
"""

GMAIL = """From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: hello@brew.test
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: {address}
MIME-Version: 1.0
Content-Type: multipart/report; boundary="B1"; report-type=delivery-status

--B1
Content-Type: multipart/related; boundary="B2"

--B2
Content-Type: multipart/alternative; boundary="B3"

--B3
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to {address} because the address couldn't be found.

--B3--
--B2--
--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 11 Jan 2027 01:00:00 -0800 (PST)

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.

--B1
Content-Type: message/rfc822

{returned}
--B1--
"""

EXCHANGE = """From: Microsoft Outlook
 <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@council.onmicrosoft.example>
To: <hello@brew.test>
Subject: Undeliverable: You have booked
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

--B1
Content-Type: multipart/alternative; differences=Content-Type; boundary="B2"

--B2
Content-Type: text/plain; charset="us-ascii"

Your message to {address} couldn't be delivered.

--B2--
--B1
Content-Type: message/delivery-status

Reporting-MTA: dns;AM6P2.eurprd05.prod.outlook.com
Received-From-MTA: dns;mx.brew.test
Arrival-Date: Mon, 11 Jan 2027 09:00:00 +0000

Final-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup

--B1
Content-Type: message/rfc822

{returned}
--B1--
"""

HEADERS_ONLY = POSTFIX.replace("message/rfc822", "text/rfc822-headers")

EXIM = """Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.brew.test>
To: hello@brew.test
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    host mx.example.org [192.0.2.4]
    550 5.1.1 unknown

------ This is a copy of the message, including all the headers. ------

{returned}
"""

QMAIL = """Return-Path: <>
From: MAILER-DAEMON@mx.brew.test
To: hello@brew.test
Subject: failure notice

Hi. This is the qmail-send program at mx.brew.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
192.0.2.4 does not like recipient.
Remote host said: 550 5.1.1 unknown

--- Below this line is a copy of the message.

{returned}
"""

SHAPES = {
    "postfix": POSTFIX,
    "gmail": GMAIL,
    "exchange": EXCHANGE,
    "headers only": HEADERS_ONLY,
    "exim": EXIM,
    "qmail": QMAIL,
}
REPORTS = ("postfix", "gmail", "exchange", "headers only")  # by RFC 3464


def bounce_of(
    address,
    *,
    shape="postfix",
    action="failed",
    status="5.1.1",
    to=None,
    message_id="<other@elsewhere.example>",
):
    """Return the mail that says that ours to `to` did not get to `address`."""
    returned = RETURNED.format(to=to or address, message_id=message_id)
    text = SHAPES[shape].format(address=address, action=action, status=status, returned=returned)
    return text.replace("\n", "\r\n").encode()
