"""Moving pictures: knows av and aiortc, never Streamlit."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())  # who runs it decides what is written
