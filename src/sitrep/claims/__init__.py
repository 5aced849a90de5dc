"""A report and its analysis in; claims with certainty and source, and forecasts, out."""
