// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/errorwording.h"

namespace fuseboard::wording {

// One function for each kind of error that has finer causes; only sentence() and story() call them.

QString refusedSentence(const Error &error);
QString resetSentence(const Error &error);
QString tlsSentence(const Error &error);
QString protocolSentence(const Error &error);
QString tooLargeSentence(const Error &error);
QString redirectSentence(const Error &error);
QString rateLimitedSentence(const Error &error, const ErrorContext &context);
/// Of a total timeout that lies ahead, within a wait.
QString waitBeyondTotalSentence(const Error &error, const ErrorContext &context);
QString circuitOpenSentence(const Error &error, const ErrorContext &context);
/// The same behind an attempt that was sent, as the clause that follows "no further retry: ".
QString circuitOpenedClause(const Error &error, const ErrorContext &context);
QString authSentence(const Error &error, const ErrorContext &context);
QString storageSentence(const Error &error);
bool isKeychainDetail(ErrorDetail detail);
QString keychainSentence(const Error &error);

/// The subject of an error, safe to show, or the given words where it is empty.
QString subjectOr(const Error &error, const QString &otherwise);

} // namespace fuseboard::wording
