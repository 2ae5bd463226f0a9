<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%Ln values to correct</source>
        <translation>
            <numerusform>%Ln value to correct</numerusform>
            <numerusform>%Ln values to correct</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The breaker closed after %Ln probes that succeeded: calls flow again.</source>
        <translation>
            <numerusform>The breaker closed after %Ln probe that succeeded: calls flow again.</numerusform>
            <numerusform>The breaker closed after %Ln probes that succeeded: calls flow again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln probes succeeded</source>
        <translation>
            <numerusform>%Ln probe succeeded</numerusform>
            <numerusform>%Ln probes succeeded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failures</source>
        <translation>
            <numerusform>%Ln failure</numerusform>
            <numerusform>%Ln failures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln retries</source>
        <translation>
            <numerusform>%Ln retry</numerusform>
            <numerusform>%Ln retries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls, %1</source>
        <translation>
            <numerusform>%Ln call, %1</numerusform>
            <numerusform>%Ln calls, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls were not kept.</source>
        <translation>
            <numerusform>%Ln call was not kept.</numerusform>
            <numerusform>%Ln calls were not kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens now</source>
        <translation>
            <numerusform>%Ln token now</numerusform>
            <numerusform>%Ln tokens now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, sent %Ln times</source>
        <translation>
            <numerusform>, sent %Ln time</numerusform>
            <numerusform>, sent %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln redirects</source>
        <translation>
            <numerusform>%Ln redirect</numerusform>
            <numerusform>%Ln redirects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %Ln times</source>
        <translation>
            <numerusform>sent %Ln time</numerusform>
            <numerusform>sent %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The request went to the wire %Ln times.</source>
        <translation>
            <numerusform>The request went to the wire %Ln time.</numerusform>
            <numerusform>The request went to the wire %Ln times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln environments</source>
        <translation>
            <numerusform>%Ln environment</numerusform>
            <numerusform>%Ln environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln clients</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things</source>
        <extracomment>requests and folders together</extracomment>
        <translation>
            <numerusform>%Ln thing</numerusform>
            <numerusform>%Ln things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::Application</name>
    <message numerus="yes">
        <source>%Ln secrets could not be taken along. Enter them again.</source>
        <translation>
            <numerusform>%Ln secret could not be taken along. Enter it again.</numerusform>
            <numerusform>%Ln secrets could not be taken along. Enter them again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::BreakerCard</name>
    <message numerus="yes">
        <source>%Ln openings</source>
        <translation>
            <numerusform>%Ln opening</numerusform>
            <numerusform>%Ln openings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::BreakerDrawing</name>
    <message numerus="yes">
        <source>%Ln probes at a time</source>
        <translation>
            <numerusform>%Ln probe at a time</numerusform>
            <numerusform>%Ln probes at a time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::ClientDialog</name>
    <message numerus="yes">
        <source>%Ln values to fill in</source>
        <translation>
            <numerusform>%Ln value to fill in</numerusform>
            <numerusform>%Ln values to fill in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to correct</source>
        <translation>
            <numerusform>%Ln to correct</numerusform>
            <numerusform>%Ln to correct</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to fill in</source>
        <translation>
            <numerusform>%Ln to fill in</numerusform>
            <numerusform>%Ln to fill in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::ClientPanel</name>
    <message numerus="yes">
        <source>%Ln files could not be read. Choose one above to see why.</source>
        <translation>
            <numerusform>%Ln file could not be read. Choose it above to see why.</numerusform>
            <numerusform>%Ln files could not be read. Choose one above to see why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::CookiesDialog</name>
    <message numerus="yes">
        <source>%n cookies were removed. %1 brings them back.</source>
        <translation>
            <numerusform>%n cookie was removed. %1 brings it back.</numerusform>
            <numerusform>%n cookies were removed. %1 brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::CopyAsMenu</name>
    <message numerus="yes">
        <source>Copied as %1 with its secrets; the clipboard is cleared in %n seconds</source>
        <translation>
            <numerusform>Copied as %1 with its secrets; the clipboard is cleared in %n second</numerusform>
            <numerusform>Copied as %1 with its secrets; the clipboard is cleared in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The secrets of the request are copied as plain text: whoever sees where it is pasted can use them. The clipboard is cleared after %n seconds, and clipboard managers are told not to keep it.</source>
        <translation>
            <numerusform>The secrets of the request are copied as plain text: whoever sees where it is pasted can use them. The clipboard is cleared after %n second, and clipboard managers are told not to keep it.</numerusform>
            <numerusform>The secrets of the request are copied as plain text: whoever sees where it is pasted can use them. The clipboard is cleared after %n seconds, and clipboard managers are told not to keep it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::ExplorePage</name>
    <message numerus="yes">
        <source>Closed %Ln tabs with changes. Until you quit, Ctrl+Shift+T opens them again.</source>
        <translation>
            <numerusform>Closed %Ln tab with changes. Until you quit, Ctrl+Shift+T opens it again.</numerusform>
            <numerusform>Closed %Ln tabs with changes. Until you quit, Ctrl+Shift+T opens them again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::HistoryDetail</name>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::HistoryPage</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found, and more</source>
        <translation>
            <numerusform>%Ln found, and more</numerusform>
            <numerusform>%Ln found, and more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls are chosen</source>
        <translation>
            <numerusform>%Ln call is chosen</numerusform>
            <numerusform>%Ln calls are chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln calls? They cannot be brought back.</source>
        <translation>
            <numerusform>Delete %Ln call? It cannot be brought back.</numerusform>
            <numerusform>Delete %Ln calls? They cannot be brought back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln calls exceed these limits. Delete them? They cannot be brought back.</source>
        <translation>
            <numerusform>About %Ln call exceeds these limits. Delete it? It cannot be brought back.</numerusform>
            <numerusform>About %Ln calls exceed these limits. Delete them? They cannot be brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::SaveBanner</name>
    <message numerus="yes">
        <source>%Ln other files are not saved either.</source>
        <translation>
            <numerusform>%Ln other file is not saved either.</numerusform>
            <numerusform>%Ln other files are not saved either.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::HistoryWiring</name>
    <message numerus="yes">
        <source>The new secret stood in %Ln calls of the history, and was taken out.</source>
        <translation>
            <numerusform>The new secret stood in %Ln call of the history, and was taken out.</numerusform>
            <numerusform>The new secret stood in %Ln calls of the history, and was taken out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The new secret stays in %Ln calls of the history, which a newer version of Fuseboard wrote. Delete those calls with that version, or store the secret there.</source>
        <translation>
            <numerusform>The new secret stays in %Ln call of the history, which a newer version of Fuseboard wrote. Delete that call with that version, or store the secret there.</numerusform>
            <numerusform>The new secret stays in %Ln calls of the history, which a newer version of Fuseboard wrote. Delete those calls with that version, or store the secret there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::HistoryLimitsDialog</name>
    <message numerus="yes">
        <source>days</source>
        <extracomment>After a field with their number: &quot;Keep calls for [30] days&quot;</extracomment>
        <translation>
            <numerusform>day</numerusform>
            <numerusform>days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::DiffSteps</name>
    <message numerus="yes">
        <source>%Ln differences</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::RequestKeeper</name>
    <message numerus="yes">
        <source>%Ln requests are open with changes that were not saved.</source>
        <translation>
            <numerusform>%Ln request is open with changes that were not saved.</numerusform>
            <numerusform>%Ln requests are open with changes that were not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::ResponseHead</name>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::SecretClipboard</name>
    <message numerus="yes">
        <source>Copied; the clipboard is cleared in %n seconds</source>
        <translation>
            <numerusform>Copied; the clipboard is cleared in %n second</numerusform>
            <numerusform>Copied; the clipboard is cleared in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::SecretsDialog</name>
    <message numerus="yes">
        <source>%Ln secrets were typed and not stored.</source>
        <translation>
            <numerusform>%Ln secret was typed and not stored.</numerusform>
            <numerusform>%Ln secrets were typed and not stored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::TreeCommands</name>
    <message numerus="yes">
        <source>%Ln things were deleted. %1 brings them back.</source>
        <extracomment>%1 the keys of Undo</extracomment>
        <translation>
            <numerusform>%Ln thing was deleted. %1 brings it back.</numerusform>
            <numerusform>%Ln things were deleted. %1 brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::UnsavedDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::UpstreamCommand</name>
    <message numerus="yes">
        <source>%Ln requests answered.</source>
        <translation>
            <numerusform>%Ln request answered.</numerusform>
            <numerusform>%Ln requests answered.</numerusform>
        </translation>
    </message>
</context>
</TS>
