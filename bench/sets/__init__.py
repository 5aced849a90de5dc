"""One adapter a set: gold rows in (labels unseen), prediction rows out."""
