"""What every room shares."""

from hub.models.users import User

from .labels import Area, Topic
from .pages import HousePage
from .pictures import Picture, PictureRendition
from .site_details import SiteDetails

__all__ = ["Area", "HousePage", "Picture", "PictureRendition", "SiteDetails", "Topic", "User"]
