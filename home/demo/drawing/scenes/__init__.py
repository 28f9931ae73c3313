"""Every picture, by its file name."""

from collections.abc import Callable

from .bus import bus_stop
from .doorstep import home_from_hospital
from .jigsaw import jigsaw
from .kitchen import kitchen_table
from .online import phone_on_table, robot_tea, video_call
from .outside import garden, village_hall
from .quilt import patchwork_map
from .seaside import seaside
from .still import kettle_and_calendar, paperwork_cat, rain_on_window, writing
from .together import listening, mother_and_daughter, notice_board, small_groups

SCENES: dict[str, Callable[[], list[str]]] = {
    "bus-stop": bus_stop,
    "garden": garden,
    "home-from-hospital": home_from_hospital,
    "jigsaw": jigsaw,
    "kettle-and-calendar": kettle_and_calendar,
    "kitchen-table": kitchen_table,
    "listening": listening,
    "mother-and-daughter": mother_and_daughter,
    "notice-board": notice_board,
    "paperwork-cat": paperwork_cat,
    "patchwork-map": patchwork_map,
    "phone-on-table": phone_on_table,
    "rain-on-window": rain_on_window,
    "robot-tea": robot_tea,
    "seaside": seaside,
    "small-groups": small_groups,
    "video-call": video_call,
    "village-hall": village_hall,
    "writing": writing,
}
