"""What the views of a story show, made from its ledger: plain records, no markup but pictures."""
