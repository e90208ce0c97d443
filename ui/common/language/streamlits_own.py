"""Streamlit's own words, which it knows in English alone: said anew in the browser, wherever it writes them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import current, pgettext

CONTEXT = "Streamlit"
OWN = tuple(
    """\
Upload
Drag and drop a file here
Drag and drop files here
{size} per file
file upload
Add files
Remove {name}
Cancel upload of {name}
Click to retry upload
Upload failed
File must be {size} or smaller.
{kind} files are not allowed.
Only one file is allowed.
Unexpected error. Please try again.
Take Photo
Clear photo
Uploading...
Snapshot
Switch camera
This app would like to use your camera.
Learn how to allow access.
Choose an option
Choose options
No results
Clear all
Clear value
Clear entry
Open
Select all
Select {number} matches
Selected values
Selectbox options
Multiselect options
{name} — start
{name} — end
Increment
Decrement
Press Enter to apply
Press Enter to submit form
Show password
Hide password
Send message
Help for {name}
Fullscreen
Fullscreen: {name}
Close fullscreen
Close fullscreen: {name}
Download as CSV
Download as CSV: {name}
Download as PNG
Download as PNG: {name}
Show/hide columns
Show/hide columns: {name}
Search
Search: {name}
Type to search
Close Search
Next Result
Previous Result
Add row
Add row: {name}
Delete row(s)
Delete row(s): {name}
Clear selection
Clear selection: {name}
Show data
Show data: {name}
Show chart
Show chart: {name}
Copy Vega-Lite spec
Copy Vega-Lite spec: {name}
Dataframe column menu
Copy column name
Sort ascending
Sort descending
Format
Autosize
Pin column
Unpin column
Hide column
Statistics
Distinct
Empty
Minimum
Maximum
Median
Average
Standard deviation
Sum
Automatic
Localized
Plain
Compact
Percent
Scientific
Accounting
Dollar
Euro
Yen
Close
Copy to clipboard
Copied!
Link to heading
Main menu
App pages
{number} more
Page not found
The page that you have requested does not seem to exist. Running the app's main page.
Sidebar
Expand sidebar
Collapse sidebar
Navigate to home page
Skip to main content
Scroll tabs left
Scroll tabs right
Connection error
Streamlit server is not responding. Are you connected to the internet?
Reconnected to server.
Running...
Stop
Rerun
Print
Settings
About
Logo""".splitlines()
)
"""As Streamlit 1.67 writes them; another version's are left in English."""
_say = st.components.v2.component(
    "vision_booth_streamlits_own", js=Path(__file__).with_name("streamlits_own.js").read_text()
)


def speak() -> None:
    """For as long as this is on the page; an English page goes without."""
    if current() != "en":
        _say(key="streamlit's own words", data={"words": {own: pgettext(CONTEXT, own) for own in OWN}}, height=1)
