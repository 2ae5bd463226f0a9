// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpbinserver.h"

#include <QRegularExpression>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The system's Python first: another one in the path may not see what the system's packages installed.
QString pythonWithHttpbin()
{
    for (const QString &python : {u"/usr/bin/python3"_s, u"python3"_s}) {
        if (QProcess::execute(python, {u"-c"_s, u"import httpbin, gunicorn"_s}) == 0)
            return python;
    }
    return {};
}

} // namespace

bool HttpbinServer::start()
{
    const QString python = pythonWithHttpbin();
    if (python.isEmpty()) {
        m_whyNot = u"no Python that can import httpbin and gunicorn"_s;
        return false;
    }
    // Port 0: gunicorn takes a free one and names it in its log, so that nobody can take it in between.
    const QStringList arguments{u"-m"_s,
                                u"gunicorn"_s,
                                u"--bind=127.0.0.1:0"_s,
                                u"--workers=1"_s,
                                u"--threads=16"_s,
                                u"--access-logfile=-"_s,
                                u"--access-logformat=%(m)s %(U)s -> %(s)s"_s,
                                u"httpbin:app"_s};
    if (!m_process.start(python, arguments) || !m_process.waitForOutput("Booting worker", 30s)) {
        m_whyNot = u"gunicorn did not come up: "_s + m_process.errorString();
        return false;
    }
    static const QRegularExpression listening(u"Listening at: (http://127\\.0\\.0\\.1:\\d+)"_s);
    m_url = QUrl(listening.match(QString::fromUtf8(m_process.output())).captured(1));
    if (m_url.isEmpty())
        m_whyNot = u"gunicorn does not say where it listens: "_s + m_process.errorString();
    return !m_url.isEmpty();
}

int HttpbinServer::served(const QByteArray &methodAndPath) const
{
    return int(m_process.output().count(methodAndPath + " ->"));
}

} // namespace fuseboard
