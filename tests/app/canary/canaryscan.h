// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

class QModelIndex;
class QWidget;

namespace fuseboard {

/// Secrets that are unique in the world, and a search for them wherever they must not be: as they are, in any case,
/// percent-encoded, in base64 at each of its three offsets, in hex, escaped for JSON, and in UTF-16 of both orders.
/// (INV2)
class CanaryScan
{
public:
    /// A new secret for that purpose. It has characters that each encoding changes.
    QString canary(const QString &purpose);

    /// Looks for all canaries, and counts what was looked at under the name of the place.
    void look(const QString &place, const QByteArray &bytes);
    void look(const QString &place, const QString &text) { look(place, text.toUtf8()); }
    /// Titles, texts, tool tips and what assistive technology is told, of a widget and all in it.
    void lookAtWidgets(const QString &place, const QWidget *root);
    /// Names and contents of all files below.
    void lookAtFolder(const QString &place, const QString &folder);

    /// What is in the clipboard, but for what its managers are told to keep to themselves: then false.
    bool lookAtClipboard(const QString &place);
    /// The arguments of all programs that run on this machine, as far as this user may see them; on Linux.
    void lookAtProcesses(const QString &place);

    /// "purpose in place (encoding)".
    [[nodiscard]] const QStringList &hits() const { return m_hits; }
    /// How many there are, and "log: 1,234 texts, 56,789 bytes", a line for each place.
    [[nodiscard]] QString report() const;
    [[nodiscard]] int looked(const QString &place) const { return m_places.value(place).texts; }

private:
    struct Needle
    {
        QString purpose;
        QString encoding;
        QByteArray bytes;
    };

    struct Place
    {
        int texts = 0;
        qsizetype bytes = 0;
    };

    void addNeedles(const QString &purpose, const QString &secret);
    void lookAtCell(const QString &place, const QModelIndex &index);
    void lookAtAccessible(const QString &place, QWidget *widget);

    QList<Needle> m_needles;
    int m_canaries = 0;
    QMap<QString, Place> m_places;
    QStringList m_hits;
};

} // namespace fuseboard
