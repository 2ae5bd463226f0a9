// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/upstreamanswer.h"
#include "upstream/upstreamrequest.h"

namespace fuseboard {

/// The tiny web service behind every scenario in its good moments: orders, payments, repositories, weather. Writing
/// methods echo what they were sent. path = what follows the scenario's name, "" or beginning with '/'.
UpstreamAnswer sampleAnswer(const UpstreamRequest &request, QByteArrayView path);

} // namespace fuseboard
