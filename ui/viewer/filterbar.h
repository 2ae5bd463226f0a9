// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/bodyfilter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class Theme;

/// Filters a body of JSON by JSONPath or jq, one of XML by XPath: the text, the language, and what came of it. Enter
/// filters; Cancel stops it; Esc and Clear show the whole body again.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit FilterBar(const Theme &theme, QWidget *parent = nullptr);

    enum class Kind { Json, Xml };

    /// What is filtered, as UTF-8; forgets what was filtered before. Null: nothing to filter.
    void setBody(const SharedBytes &bytes, Kind kind = Kind::Json);
    /// Takes the focus.
    void open();
    void run();
    [[nodiscard]] BodyFilter &filter() { return m_filter; }

Q_SIGNALS:
    /// Values for the viewer, each with a line feed behind it.
    void filtered(const fuseboard::SharedBytes &values, const QByteArray &contentType);
    /// The whole body is to be shown, and the bar closed.
    void cleared();

protected:
    bool event(QEvent *event) override;

private:
    void build(const Theme &theme);
    void setKind(Kind kind);
    void onFinished(const FilterOutcome &outcome);
    void updateHint();
    void say(const QString &text, bool isProblem);

    QComboBox *m_language;
    QLineEdit *m_text;
    QPushButton *m_cancel;
    QPushButton *m_clear;
    QLabel *m_result;
    SharedBytes m_bytes;
    Kind m_kind = Kind::Json;
    QString m_otherText; // of the other kind
    BodyFilter m_filter;
};

} // namespace fuseboard
