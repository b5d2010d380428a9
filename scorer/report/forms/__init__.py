"""The official papers: the self-evaluation form (绩效自评表), the department's summary, the narrative.

Each has a view of its own (form, summary, narrative), which Word, Excel and HTML print alike.
"""
