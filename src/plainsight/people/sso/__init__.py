"""Single sign-on by OpenID Connect: the provider says who somebody is, never what they may do."""
