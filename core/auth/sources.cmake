# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

list(APPEND FUSEBOARD_CORE_SOURCES
    auth/authenticator.cpp
    auth/authenticator.h
    auth/authmanager.cpp
    auth/authmanager.h
    auth/basicauthenticator.cpp
    auth/basicauthenticator.h
    auth/browserlogin.cpp
    auth/browserlogin.h
    auth/credentialredactor.cpp
    auth/credentialredactor.h
    auth/customauthenticator.cpp
    auth/customauthenticator.h
    auth/devicelogin.cpp
    auth/devicelogin.h
    auth/discovery.cpp
    auth/discovery.h
    auth/login.cpp
    auth/login.h
    auth/loopbacklistener.cpp
    auth/loopbacklistener.h
    auth/memorysecretstore.cpp
    auth/memorysecretstore.h
    auth/oauthtokens.cpp
    auth/oauthtokens.h
    auth/refreshtokenvault.cpp
    auth/refreshtokenvault.h
    auth/resolvedauth.h
    auth/secretstore.cpp
    auth/secretstore.h
    auth/tokenauthenticator.cpp
    auth/tokenauthenticator.h
    auth/tokenexchange.cpp
    auth/tokenexchange.h
    auth/tokenpacer.cpp
    auth/tokenpacer.h
    auth/tokenreader.cpp
    auth/tokenreader.h
    auth/tokenrequest.cpp
    auth/tokenrequest.h
    auth/tokenset.cpp
    auth/tokenset.h
)
