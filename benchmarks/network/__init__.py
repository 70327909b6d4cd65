"""One three-tier referral network: on our engine's heap, queues and draws, in five peers' words and in C."""
