"""Moving pictures: knows av and aiortc, never Streamlit."""
