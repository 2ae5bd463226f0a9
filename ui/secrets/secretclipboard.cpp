// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>

namespace fuseboard {

using namespace Qt::StringLiterals;

SecretClipboard::SecretClipboard(Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
{
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::copy(const QString &secret)
{
    auto *data = new QMimeData;
    data->setText(secret);
    // What KDE, Windows and macOS have agreed on with the managers of their clipboards.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    data->setData(u"ExcludeClipboardContentFromMonitorProcessing"_s, QByteArray(1, '\1'));
    data->setData(u"application/x-nspasteboard-concealed-type"_s, "secret");
    m_data = data;
    QGuiApplication::clipboard()->setMimeData(data);
    m_end = m_scheduler.after(lifetime, [this] { clear(); });
}

QString SecretClipboard::notice()
{
    return tr("Copied; the clipboard is cleared in %n seconds", nullptr,
              int(std::chrono::duration_cast<std::chrono::seconds>(lifetime).count()));
}

void SecretClipboard::clear()
{
    m_end.cancel();
    QClipboard *clipboard = QGuiApplication::clipboard();
    // Where the system does not say whose it is, only its text can tell.
    if (m_data && (clipboard->ownsClipboard() || clipboard->text() == m_data->text()))
        clipboard->clear();
    m_data.clear();
    Q_EMIT ended();
}

} // namespace fuseboard
