"""The `rotate_encryption_key` command: all that is encrypted moves to the first key."""

from django.core.management.base import BaseCommand

from hub.encryption import rotate_all


class Command(BaseCommand):
    help = (
        "Encrypt everything with the first of ENCRYPTION_KEYS. After that the others can go. It can be "
        "run again at any time, while the site is in use."
    )

    def handle(self, *args: object, **options: object) -> None:
        count = rotate_all()
        self.stdout.write(f"{count} values are encrypted with the new key now.")
        self.stdout.write(
            "The other keys open only backups from before. Keep them as long as those."
        )
