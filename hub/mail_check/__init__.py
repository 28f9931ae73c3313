"""What works of the mail of this site, line by line: see `manage.py check_mail`."""

from hub.mail_check.messages import Line, Mark
from hub.mail_check.run import check_mail
