"""From the words of an answer to a value with a unit: dates, amounts, numbers, percentages, durations, lists."""
