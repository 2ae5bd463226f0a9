// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The picture that --screenshot asks for.

#include "application.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

namespace fuseboard {

namespace {

constexpr int exitFailed = 1;

} // namespace

void Application::prepareScreenshot()
{
    // Told now and not after a minute of waiting.
    const QFileInfo folder(QFileInfo(m_options.screenshot).absolutePath());
    if (!folder.isDir() || !folder.isWritable()) {
        complain(
            tr("The picture %1 cannot be written: its folder does not exist or is closed.").arg(m_options.screenshot));
        QTimer::singleShot(0, this, [] { QApplication::exit(exitFailed); });
        return;
    }
    QTimer::singleShot(m_options.after, this, &Application::takeScreenshot);
}

void Application::takeScreenshot()
{
    // Neither the keyboard's nor the mouse's place belongs in a picture.
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (QWidget *widget : widgets)
        widget->setAttribute(Qt::WA_UnderMouse, false);
    const bool written = m_window->grab().save(m_options.screenshot);
    if (!written)
        complain(tr("The picture %1 cannot be written.").arg(m_options.screenshot));
    QApplication::exit(written ? 0 : exitFailed);
}

} // namespace fuseboard
