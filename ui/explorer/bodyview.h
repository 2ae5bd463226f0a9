// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace fuseboard {

class JsonHighlighter;
class SegmentedControl;
class Theme;

/// The body of an answer as plain text: laid out, as it came, or in hex. Never as markup. (G19)
class BodyView final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit BodyView(const Theme &theme, QWidget *parent = nullptr);

    /// contentType is the header's value.
    void setBody(const QByteArray &body, const QByteArray &contentType);
    /// No body, and why.
    void clear(const QString &reason);
    /// Whether the heading "Body" stands above it.
    void setHeadingVisible(bool visible);

private:
    void show();

    QLabel *m_heading;
    SegmentedControl *m_style;
    QLabel *m_note;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
    QByteArray m_body;
    QByteArray m_contentType;
};

} // namespace fuseboard
