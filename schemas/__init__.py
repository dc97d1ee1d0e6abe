"""Every shape that crosses a boundary: settings, questionnaire, states, errors, messages, tables, the ledger."""
