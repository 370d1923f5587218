# SPDX-License-Identifier: Apache-2.0
"""The rows of shared targets, section 1, by the names that bench/run takes."""

from . import calendar, disk, due, feeds, http, schedules, size

ROWS = {**disk.ROWS, **http.ROWS, **feeds.ROWS, **due.ROWS, **size.ROWS, **calendar.ROWS, **schedules.ROWS}
