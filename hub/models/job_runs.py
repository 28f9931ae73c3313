"""When each job of the worker last ran well, and what stopped it."""

from django.db import models


class JobRun(models.Model):
    """The last runs of one job. It holds no personal data: of an error only its class and place.

    Written by `hub.job_runs`, read by the page "Is all well?".
    """

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField()
    succeeded_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    advice = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name
