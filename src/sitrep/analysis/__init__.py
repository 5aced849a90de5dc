"""One report in; everything found in it alone out, as layers that stand off the text."""
