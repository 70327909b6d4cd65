"""What a provider is owed for one encounter: one file a pricing, one signature; never what the patient pays."""
