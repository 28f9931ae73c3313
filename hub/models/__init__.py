"""Models shared by all apps."""

from hub.models.pages import BasePage
from hub.models.users import User

from .job_runs import JobRun
from .labels import Area, Topic
from .pictures import Picture, PictureRendition
from .site_details import SiteDetails

__all__ = [
    "Area",
    "BasePage",
    "JobRun",
    "Picture",
    "PictureRendition",
    "SiteDetails",
    "Topic",
    "User",
]
