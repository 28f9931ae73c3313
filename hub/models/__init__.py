"""Models shared by all apps."""

from hub.models.pages import BasePage
from hub.models.users import User

from .labels import Area, Topic
from .pictures import Picture, PictureRendition
from .site_details import SiteDetails

__all__ = ["Area", "BasePage", "Picture", "PictureRendition", "SiteDetails", "Topic", "User"]
