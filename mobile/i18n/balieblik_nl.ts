<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<TS version="2.1" language="nl" sourcelanguage="en">
    <context>
        <name>AcknowledgeQuestion</name>
        <message>
            <source>I have read this</source>
            <translation>Ik heb dit gelezen</translation>
        </message>
    </context>
    <context>
        <name>Answer</name>
        <message>
            <source>This question still needs an answer.</source>
            <translation>Deze vraag moet nog worden beantwoord.</translation>
        </message>
        <message>
            <source>Write the date as day-month-year, for example 12-03-2026.</source>
            <translation>Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-03-2026.</translation>
        </message>
        <message>
            <source>Write the time as hours:minutes, for example 09:05.</source>
            <translation>Schrijf de tijd als uren:minuten, bijvoorbeeld 09:05.</translation>
        </message>
        <message>
            <source>Write a number here.</source>
            <translation>Schrijf hier een getal.</translation>
        </message>
        <message>
            <source>Write latitude and longitude in degrees, for example 52.3893, 6.2754.</source>
            <translation>Schrijf breedte en lengte in graden, bijvoorbeeld 52.3893, 6.2754.</translation>
        </message>
        <message>
            <source>Write the year with four digits, for example 2026.</source>
            <translation>Schrijf het jaar met vier cijfers, bijvoorbeeld 2026.</translation>
        </message>
    </context>
    <context>
        <name>AssignmentListModel</name>
        <message>
            <source>To correct</source>
            <translation>Te herstellen</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Vandaag</translation>
        </message>
        <message>
            <source>Upcoming</source>
            <translation>Binnenkort</translation>
        </message>
        <message>
            <source>Handed in</source>
            <translation>Ingeleverd</translation>
        </message>
        <message>
            <source>The office looks at it</source>
            <translation>Het kantoor kijkt ernaar</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Goedgekeurd</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>Telt niet mee</translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation>Teruggestuurd</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Geannuleerd</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Verlopen</translation>
        </message>
        <message>
            <source>Withdrawn; your work is still handed in</source>
            <translation>Ingetrokken; uw werk wordt nog ingeleverd</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Handed in from another tablet</source>
            <translation>Ingeleverd vanaf een andere tablet</translation>
        </message>
        <message>
            <source>Begun on another tablet</source>
            <translation>Begonnen op een andere tablet</translation>
        </message>
        <message>
            <source>Past the deadline</source>
            <translation>Over de uiterste datum</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nieuw</translation>
        </message>
        <message>
            <source>Hand in before %1</source>
            <translation>Inleveren vóór %1</translation>
        </message>
        <message>
            <source>Waits for an answer</source>
            <translation>Wacht op antwoord</translation>
        </message>
    </context>
    <context>
        <name>AssignmentsPage</name>
        <message>
            <source>Assignments</source>
            <translation>Opdrachten</translation>
        </message>
        <message>
            <source>Nothing to do now</source>
            <translation>Nu niets te doen</translation>
        </message>
        <message>
            <source>New assignments appear here by themselves as soon as the tablet has a connection. Meanwhile you can practise.</source>
            <translation>Nieuwe opdrachten verschijnen hier vanzelf zodra de tablet verbinding heeft. Intussen kunt u oefenen.</translation>
        </message>
        <message>
            <source>Practise a visit</source>
            <translation>Een bezoek oefenen</translation>
        </message>
        <message>
            <source>What to do now</source>
            <translation>Wat u nu kunt doen</translation>
        </message>
    </context>
    <context>
        <name>BarcodeQuestion</name>
        <message>
            <source>Type the digits or letters below the code.</source>
            <translation>Typ de cijfers of letters die onder de code staan.</translation>
        </message>
        <message>
            <source>Scan the code</source>
            <translation>De code scannen</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>De code uit een afbeelding lezen</translation>
        </message>
    </context>
    <context>
        <name>BriefingPage</name>
        <message>
            <source>Choose an assignment to read its briefing.</source>
            <translation>Kies een opdracht om de briefing te lezen.</translation>
        </message>
        <message>
            <source>‹ Assignments</source>
            <translation>‹ Opdrachten</translation>
        </message>
        <message>
            <source>Sent back by the reviewer</source>
            <translation>Teruggestuurd door de controleur</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Aannemen</translation>
        </message>
        <message>
            <source>Decline…</source>
            <translation>Weigeren…</translation>
        </message>
        <message>
            <source>Hand back…</source>
            <translation>Teruggeven…</translation>
        </message>
        <message>
            <source>Appointment</source>
            <translation>Afspraak</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wanneer</translation>
        </message>
        <message>
            <source>Hand in before</source>
            <translation>Inleveren vóór</translation>
        </message>
        <message>
            <source>Opening hours</source>
            <translation>Openingstijden</translation>
        </message>
        <message>
            <source>Wave</source>
            <translation>Meetronde</translation>
        </message>
        <message numerus="yes">
            <source>At most %n minute(s) of a clerk's time.</source>
            <translation>
                <numerusform>Hooguit %n minuut van een medewerker.</numerusform>
                <numerusform>Hooguit %n minuten van een medewerker.</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer key</source>
            <translation>Antwoordsleutel</translation>
        </message>
        <message>
            <source>Decline this assignment?</source>
            <translation>Deze opdracht weigeren?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else. Tell in a few words why.</source>
            <translation>Het kantoor geeft haar aan iemand anders. Vertel kort waarom.</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Weigeren</translation>
        </message>
        <message>
            <source>Hand this assignment back?</source>
            <translation>Deze opdracht teruggeven?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</source>
            <translation>Het kantoor geeft haar aan iemand anders en wat u invulde wordt verwijderd. Vertel kort waarom.</translation>
        </message>
        <message>
            <source>Hand back</source>
            <translation>Teruggeven</translation>
        </message>
    </context>
    <context>
        <name>BriefingViewModel</name>
        <message>
            <source>The office set this visit aside and looks at it. You need not do anything.</source>
            <translation>Het kantoor heeft dit bezoek apart gezet en kijkt ernaar. U hoeft niets te doen.</translation>
        </message>
        <message>
            <source>The office withdrew this assignment. What you have begun can still be finished and handed in.</source>
            <translation>Het kantoor heeft deze opdracht ingetrokken. Wat u begonnen bent, kunt u nog afmaken en inleveren.</translation>
        </message>
        <message>
            <source>This assignment has expired.</source>
            <translation>Deze opdracht is verlopen.</translation>
        </message>
        <message>
            <source>A visit of this assignment was handed in from another tablet. What you began here is kept and can still be handed in; a reviewer then chooses.</source>
            <translation>Een bezoek van deze opdracht is vanaf een andere tablet ingeleverd. Wat u hier begon, blijft bewaard en kan nog worden ingeleverd; een controleur kiest dan.</translation>
        </message>
        <message>
            <source>This visit was begun on another tablet and can be finished there. If you start it here, it begins anew; what stands on the other tablet is kept.</source>
            <translation>Dit bezoek is op een andere tablet begonnen en kan daar worden afgemaakt. Als u het hier start, begint het opnieuw; wat op de andere tablet staat, blijft bewaard.</translation>
        </message>
        <message>
            <source>The questionnaire has not arrived yet. Connect the tablet to the internet once.</source>
            <translation>De vragenlijst is er nog niet. Verbind de tablet een keer met internet.</translation>
        </message>
        <message>
            <source>Go on with the visit</source>
            <translation>Verder met het bezoek</translation>
        </message>
        <message>
            <source>Correct the visit</source>
            <translation>Het bezoek herstellen</translation>
        </message>
        <message>
            <source>Start the visit</source>
            <translation>Het bezoek beginnen</translation>
        </message>
        <message>
            <source>Go on with the call</source>
            <translation>Verder met het gesprek</translation>
        </message>
        <message>
            <source>Correct the call</source>
            <translation>Het gesprek verbeteren</translation>
        </message>
        <message>
            <source>Start the call</source>
            <translation>Gesprek beginnen</translation>
        </message>
        <message>
            <source>Go on with the message</source>
            <translation>Verder met het bericht</translation>
        </message>
        <message>
            <source>Correct the message</source>
            <translation>Het bericht verbeteren</translation>
        </message>
        <message>
            <source>Start the message</source>
            <translation>Bericht beginnen</translation>
        </message>
        <message>
            <source>This tablet has been out of touch with the office for too long. What to ask there is shown again as soon as it has a connection.</source>
            <translation>Deze tablet heeft te lang geen contact gehad met het kantoor. Wat u daar moet vragen, ziet u weer zodra er verbinding is.</translation>
        </message>
    </context>
    <context>
        <name>BundleCard</name>
        <message>
            <source>No network for a long time?</source>
            <translation>Lang geen netwerk?</translation>
        </message>
        <message>
            <source>Save what waits to a file and bring or send it to the office. Nothing is removed here, and nothing is counted twice when the tablet sends it, too.</source>
            <translation>Sla op wat wacht in een bestand en breng of stuur het naar het kantoor. Hier wordt niets verwijderd, en niets telt dubbel als de tablet het later ook verzendt.</translation>
        </message>
        <message>
            <source>Save to a file for the office</source>
            <translation>Opslaan in een bestand voor het kantoor</translation>
        </message>
    </context>
    <context>
        <name>CalendarSheet</name>
        <message>
            <source>Previous month</source>
            <translation>Vorige maand</translation>
        </message>
        <message>
            <source>Next month</source>
            <translation>Volgende maand</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>CameraView</name>
        <message>
            <source>Take the photo</source>
            <translation>De foto maken</translation>
        </message>
    </context>
    <context>
        <name>ChoiceFinder</name>
        <message numerus="yes">
            <source>Search in %n answer(s)</source>
            <translation>
                <numerusform>Zoek in %n antwoord</numerusform>
                <numerusform>Zoek in %n antwoorden</numerusform>
            </translation>
        </message>
        <message>
            <source>Search: %1</source>
            <translation>Zoeken: %1</translation>
        </message>
        <message>
            <source>Nothing was found. Try other words.</source>
            <translation>Niets gevonden. Probeer andere woorden.</translation>
        </message>
        <message>
            <source>There are more: type to narrow them down.</source>
            <translation>Er zijn er meer: typ om de lijst korter te maken.</translation>
        </message>
        <message>
            <source>There is nothing to choose from yet. That may depend on another answer.</source>
            <translation>Er is nog niets om uit te kiezen. Dat kan van een ander antwoord afhangen.</translation>
        </message>
    </context>
    <context>
        <name>ChoiceGrid</name>
        <message>
            <source>There is nothing to choose from yet. That may depend on another answer.</source>
            <translation>Er is nog niets om uit te kiezen. Dat kan van een ander antwoord afhangen.</translation>
        </message>
    </context>
    <context>
        <name>ClockPage</name>
        <message>
            <source>Running time %1</source>
            <translation>Lopende tijd %1</translation>
        </message>
        <message>
            <source>Undo the last tap (%1 s)</source>
            <translation>Laatste tik ongedaan maken (nog %1 s)</translation>
        </message>
    </context>
    <context>
        <name>ClockViewModel</name>
        <message>
            <source>The tablet was restarted during the visit. The times are kept as measured and marked.</source>
            <translation>De tablet is tijdens het bezoek opnieuw gestart. De tijden blijven zoals gemeten en zijn gemarkeerd.</translation>
        </message>
        <message>
            <source>The times are not in the order of a visit. Look at them again.</source>
            <translation>De tijden staan niet in de volgorde van een bezoek. Kijk ze nog eens na.</translation>
        </message>
        <message>
            <source>Arrived at the front door</source>
            <translation>Aangekomen bij de voordeur</translation>
        </message>
        <message>
            <source>Checked in or took a ticket</source>
            <translation>Aangemeld of nummer getrokken</translation>
        </message>
        <message>
            <source>Called and spoken to</source>
            <translation>Opgeroepen en aangesproken</translation>
        </message>
        <message>
            <source>Finished and leaving</source>
            <translation>Klaar en vertrokken</translation>
        </message>
        <message>
            <source>Write the time as hours:minutes:seconds, for example 10:05:30.</source>
            <translation>Schrijf de tijd als uren:minuten:seconden, bijvoorbeeld 10:05:30.</translation>
        </message>
    </context>
    <context>
        <name>CloserLook</name>
        <message>
            <source>Close</source>
            <translation>Sluiten</translation>
        </message>
    </context>
    <context>
        <name>CorrectionDialogue</name>
        <message>
            <source>The measured time stays in the record; yours is added, with your reason.</source>
            <translation>De gemeten tijd blijft staan; de uwe komt erbij, met uw reden.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tijd</translation>
        </message>
        <message>
            <source>hh:mm:ss</source>
            <translation>uu:mm:ss</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Reden</translation>
        </message>
        <message>
            <source>Correct this time</source>
            <translation>Deze tijd herstellen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>CounterQuestion</name>
        <message>
            <source>One less</source>
            <translation>Een minder</translation>
        </message>
        <message>
            <source>One more</source>
            <translation>Een meer</translation>
        </message>
    </context>
    <context>
        <name>DateQuestion</name>
        <message>
            <source>dd-mm-yyyy</source>
            <translation>dd-mm-jjjj</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Vandaag</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Kalender</translation>
        </message>
    </context>
    <context>
        <name>DrawingQuestion</name>
        <message>
            <source>Drawing for: %1</source>
            <translation>Tekening bij: %1</translation>
        </message>
        <message>
            <source>Draw here: %1</source>
            <translation>Teken hier: %1</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Bewaren</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Ongedaan maken</translation>
        </message>
        <message>
            <source>Draw on it</source>
            <translation>Erop tekenen</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Een bestand kiezen</translation>
        </message>
        <message>
            <source>Remove this drawing</source>
            <translation>Deze tekening verwijderen</translation>
        </message>
    </context>
    <context>
        <name>DropdownQuestion</name>
        <message>
            <source>Choose…</source>
            <translation>Kies…</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Opens the list of answers</source>
            <translation>Opent de lijst met antwoorden</translation>
        </message>
        <message>
            <source>Clear this answer</source>
            <translation>Dit antwoord wissen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Klaar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>EnrolAgainCard</name>
        <message>
            <source>The office has to enrol this tablet again</source>
            <translation>Het kantoor moet deze tablet opnieuw koppelen</translation>
        </message>
        <message>
            <source>Its server was restored and does not know this tablet any more. Everything you made is still here: begun visits, visits you handed in, and photos. Ask your coordinator for a new code in your name and type it here. Then everything is sent by itself.</source>
            <translation>De server van het kantoor is hersteld en kent deze tablet niet meer. Alles wat u maakte is nog hier: begonnen bezoeken, ingeleverde bezoeken en foto's. Vraag uw coördinator om een nieuwe code op uw naam en typ die hier. Daarna wordt alles vanzelf verzonden.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Koppelcode</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbinden…</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Opnieuw koppelen</translation>
        </message>
    </context>
    <context>
        <name>EnrolPage</name>
        <message>
            <source>Welcome to Balieblik</source>
            <translation>Welkom bij Balieblik</translation>
        </message>
        <message>
            <source>Connect this tablet to your organisation once. Ask your coordinator for an invitation; it is valid for 24 hours.</source>
            <translation>Koppel deze tablet één keer aan uw organisatie. Vraag uw coördinator om een uitnodiging; die is 24 uur geldig.</translation>
        </message>
        <message>
            <source>Name of this tablet</source>
            <translation>Naam van deze tablet</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Uitnodiging</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbinden…</translation>
        </message>
        <message>
            <source>Connect this tablet</source>
            <translation>Deze tablet koppelen</translation>
        </message>
        <message>
            <source>Type address and code instead</source>
            <translation>Liever adres en code typen</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adres</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Koppelcode</translation>
        </message>
        <message>
            <source>Paste an invitation instead</source>
            <translation>Liever een uitnodiging plakken</translation>
        </message>
        <message>
            <source>Compare these six words</source>
            <translation>Vergelijk deze zes woorden</translation>
        </message>
        <message>
            <source>The console shows six words beside the code. Are they the same, in the same order?</source>
            <translation>De console toont zes woorden naast de code. Zijn het dezelfde, in dezelfde volgorde?</translation>
        </message>
        <message>
            <source>Yes, all six are the same</source>
            <translation>Ja, alle zes zijn gelijk</translation>
        </message>
        <message>
            <source>No, something differs</source>
            <translation>Nee, er is een verschil</translation>
        </message>
        <message>
            <source>Scan the square code</source>
            <translation>Vierkante code scannen</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>Code uit een afbeelding lezen</translation>
        </message>
        <message>
            <source>Or paste the text that the console shows under the square code.</source>
            <translation>Of plak de tekst die de console onder de vierkante code toont.</translation>
        </message>
        <message>
            <source>Hold the tablet before the console, so that the code fills the frame. Nothing is recorded.</source>
            <translation>Houd de tablet voor de console, zodat de code het kader vult. Er wordt niets opgenomen.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
        <message>
            <source>Photos (*.jpg *.jpeg *.png)</source>
            <translation>Foto's (*.jpg *.jpeg *.png)</translation>
        </message>
    </context>
    <context>
        <name>EnrolViewModel</name>
        <message>
            <source>This is not an invitation of Balieblik. Copy the whole text from the console.</source>
            <translation>Dit is geen uitnodiging van Balieblik. Kopieer de hele tekst uit de console.</translation>
        </message>
        <message>
            <source>Write the address as the console shows it, for example https://balieblik.example.</source>
            <translation>Schrijf het adres zoals de console het toont, bijvoorbeeld https://balieblik.example.</translation>
        </message>
        <message>
            <source>There is no square code to be read in this picture. Take it from nearer, straight and in focus.</source>
            <translation>In deze afbeelding is geen vierkante code te lezen. Maak hem van dichterbij, recht en scherp.</translation>
        </message>
    </context>
    <context>
        <name>FieldWords</name>
        <message>
            <source>The counter is closed</source>
            <translation>De balie is gesloten</translation>
        </message>
        <message>
            <source>I was recognised</source>
            <translation>Ik ben herkend</translation>
        </message>
        <message>
            <source>It is not safe</source>
            <translation>Het is niet veilig</translation>
        </message>
        <message>
            <source>An outage at the counter</source>
            <translation>Een storing aan de balie</translation>
        </message>
        <message>
            <source>I am ill</source>
            <translation>Ik ben ziek</translation>
        </message>
        <message>
            <source>The briefing is wrong</source>
            <translation>De briefing klopt niet</translation>
        </message>
        <message>
            <source>The times do not fit together.</source>
            <translation>De tijden passen niet bij elkaar.</translation>
        </message>
        <message>
            <source>Some answers contradict each other.</source>
            <translation>Sommige antwoorden spreken elkaar tegen.</translation>
        </message>
        <message>
            <source>A remark tells who a person is.</source>
            <translation>Uit een toelichting blijkt om wie het gaat.</translation>
        </message>
        <message>
            <source>A photo shows a person.</source>
            <translation>Op een foto staat een persoon.</translation>
        </message>
        <message>
            <source>A photo is missing.</source>
            <translation>Er ontbreekt een foto.</translation>
        </message>
        <message>
            <source>The scenario was not followed.</source>
            <translation>Het scenario is niet gevolgd.</translation>
        </message>
        <message>
            <source>This seems to be another location.</source>
            <translation>Dit lijkt een andere locatie.</translation>
        </message>
        <message>
            <source>You were recognised.</source>
            <translation>U bent herkend.</translation>
        </message>
        <message>
            <source>See the remark.</source>
            <translation>Zie de toelichting.</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Saved on this tablet</source>
            <translation>Opgeslagen op deze tablet</translation>
        </message>
        <message>
            <source>Received by the office</source>
            <translation>Ontvangen door het kantoor</translation>
        </message>
        <message>
            <source>Complete, photos included</source>
            <translation>Compleet, met foto’s</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>Reservekopie gemaakt</translation>
        </message>
        <message>
            <source>%1, %2 to %3</source>
            <translation>%1, %2 tot %3</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 tot %2</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>gesloten</translation>
        </message>
        <message>
            <source>It cannot be reached</source>
            <translation>Het is niet bereikbaar</translation>
        </message>
        <message>
            <source>An outage</source>
            <translation>Een storing</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adres</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Te bellen nummer</translation>
        </message>
        <message>
            <source>Write to</source>
            <translation>Schrijven aan</translation>
        </message>
    </context>
    <context>
        <name>FileQuestion</name>
        <message>
            <source>One file is attached.</source>
            <translation>Er is één bestand bijgevoegd.</translation>
        </message>
        <message>
            <source>File for: %1</source>
            <translation>Bestand bij: %1</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Een bestand kiezen</translation>
        </message>
        <message>
            <source>Remove this file</source>
            <translation>Dit bestand verwijderen</translation>
        </message>
    </context>
    <context>
        <name>FormViewModel</name>
        <message>
            <source>This question still needs an answer.</source>
            <translation>Deze vraag moet nog worden beantwoord.</translation>
        </message>
        <message>
            <source>Page %1</source>
            <translation>Pagina %1</translation>
        </message>
        <message>
            <source>There is no code to be read in this picture. Take it from nearer, straight and in focus.</source>
            <translation>In deze afbeelding is geen code te lezen. Maak hem van dichterbij, recht en scherp.</translation>
        </message>
        <message>
            <source>This waits for something to happen. Once its time has passed it closes by itself.</source>
            <translation>Dit wacht tot er iets gebeurt. Is de tijd voorbij, dan sluit het vanzelf.</translation>
        </message>
    </context>
    <context>
        <name>Illustration</name>
        <message>
            <source>Picture for: %1</source>
            <translation>Plaatje bij: %1</translation>
        </message>
    </context>
    <context>
        <name>ImageMapQuestion</name>
        <message>
            <source>Picture for: %1</source>
            <translation>Plaatje bij: %1</translation>
        </message>
        <message>
            <source>Touch a part to choose it. The same choices stand in the list.</source>
            <translation>Raak een deel aan om het te kiezen. Dezelfde keuzes staan in de lijst.</translation>
        </message>
    </context>
    <context>
        <name>InstanceQuestion</name>
        <message>
            <source>Remove</source>
            <translation>Verwijderen</translation>
        </message>
    </context>
    <context>
        <name>LadderCard</name>
        <message>
            <source>Saved</source>
            <translation>Opgeslagen</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Ontvangen</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Compleet</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>Reservekopie gemaakt</translation>
        </message>
    </context>
    <context>
        <name>LapButton</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Tap now when this happens</source>
            <translation>Tik zodra dit gebeurt</translation>
        </message>
        <message>
            <source>Not tapped. Tap to fill it in.</source>
            <translation>Niet getikt. Tik om het in te vullen.</translation>
        </message>
        <message>
            <source>Measured %1. Corrected: %2</source>
            <translation>Gemeten %1. Hersteld: %2</translation>
        </message>
        <message>
            <source>Tap to correct</source>
            <translation>Tik om te herstellen</translation>
        </message>
    </context>
    <context>
        <name>LapQuestion</name>
        <message>
            <source>not yet</source>
            <translation>nog niet</translation>
        </message>
        <message>
            <source>Correct on the wait clock</source>
            <translation>Herstellen op de wachtklok</translation>
        </message>
        <message>
            <source>Open the wait clock</source>
            <translation>Naar de wachtklok</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Balieblik</source>
            <translation>Balieblik</translation>
        </message>
    </context>
    <context>
        <name>MapQuestion</name>
        <message>
            <source>Places for: %1</source>
            <translation>Plaatsen bij: %1</translation>
        </message>
        <message>
            <source>Chosen: %1</source>
            <translation>Gekozen: %1</translation>
        </message>
    </context>
    <context>
        <name>MissingPage</name>
        <message>
            <source>Ready to hand in</source>
            <translation>Klaar om in te leveren</translation>
        </message>
        <message>
            <source>What is missing</source>
            <translation>Wat nog ontbreekt</translation>
        </message>
        <message>
            <source>Every question that applies has an answer.</source>
            <translation>Elke vraag die van toepassing is, heeft een antwoord.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) still need attention. Tap one to go there.</source>
            <translation>
                <numerusform>%n vraag moet nog worden bekeken. Tik erop om erheen te gaan.</numerusform>
                <numerusform>%n vragen moeten nog worden bekeken. Tik er een aan om erheen te gaan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Finish the practice visit</source>
            <translation>Het oefenbezoek afronden</translation>
        </message>
        <message>
            <source>Seal and hand in</source>
            <translation>Verzegelen en inleveren</translation>
        </message>
        <message>
            <source>A practice visit is never sent. You see its score afterwards.</source>
            <translation>Een oefenbezoek wordt nooit verzonden. U ziet daarna de score.</translation>
        </message>
        <message>
            <source>After sealing the visit no longer changes. It is sent as soon as there is a connection.</source>
            <translation>Na het verzegelen verandert het bezoek niet meer. Het wordt verzonden zodra er verbinding is.</translation>
        </message>
        <message>
            <source>Finish the practice visit?</source>
            <translation>Het oefenbezoek afronden?</translation>
        </message>
        <message>
            <source>Seal this visit?</source>
            <translation>Dit bezoek verzegelen?</translation>
        </message>
        <message>
            <source>It is not sent to anybody.</source>
            <translation>Het wordt naar niemand verzonden.</translation>
        </message>
        <message>
            <source>You then cannot change it any more, unless a reviewer sends it back.</source>
            <translation>U kunt het dan niet meer wijzigen, tenzij een controleur het terugstuurt.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Afronden</translation>
        </message>
        <message>
            <source>Seal</source>
            <translation>Verzegelen</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>Nog niet</translation>
        </message>
    </context>
    <context>
        <name>MomentQuestion</name>
        <message>
            <source>%1, day</source>
            <translation>%1, dag</translation>
        </message>
        <message>
            <source>hh:mm</source>
            <translation>uu:mm</translation>
        </message>
        <message>
            <source>%1, time</source>
            <translation>%1, tijd</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Nu</translation>
        </message>
    </context>
    <context>
        <name>MonthYearQuestion</name>
        <message>
            <source>Year before</source>
            <translation>Jaar eerder</translation>
        </message>
        <message>
            <source>Year after</source>
            <translation>Jaar later</translation>
        </message>
    </context>
    <context>
        <name>MoveDialogue</name>
        <message>
            <source>Go on with version %1 of the questionnaire?</source>
            <translation>Verder met versie %1 van de vragenlijst?</translation>
        </message>
        <message>
            <source>The office published a newer version while you were filling in this one. You may finish as you began, or go over now.</source>
            <translation>Het bureau publiceerde een nieuwere versie terwijl u deze invulde. U mag afmaken zoals u begon, of nu overstappen.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) go along.</source>
            <translation>
                <numerusform>%n antwoord gaat mee.</numerusform>
                <numerusform>%n antwoorden gaan mee.</numerusform>
            </translation>
        </message>
        <message>
            <source>Do not fit the newer version</source>
            <translation>Passen niet in de nieuwere versie</translation>
        </message>
        <message>
            <source>They stay in this visit's log; nothing is lost.</source>
            <translation>Ze blijven in het logboek van dit bezoek; er gaat niets verloren.</translation>
        </message>
        <message>
            <source>Asked besides</source>
            <translation>Nieuwe vragen</translation>
        </message>
        <message>
            <source>Go over to version %1</source>
            <translation>Overstappen op versie %1</translation>
        </message>
        <message>
            <source>Finish as I began</source>
            <translation>Afmaken zoals ik begon</translation>
        </message>
    </context>
    <context>
        <name>MoveViewModel</name>
        <message>
            <source>This question is no longer asked.</source>
            <translation>Deze vraag wordt niet meer gesteld.</translation>
        </message>
        <message>
            <source>This question wants another kind of answer now.</source>
            <translation>Deze vraag wil nu een ander soort antwoord.</translation>
        </message>
        <message>
            <source>This answer can no longer be chosen.</source>
            <translation>Dit antwoord kan niet meer worden gekozen.</translation>
        </message>
        <message>
            <source>The newer version does not take this answer.</source>
            <translation>De nieuwere versie neemt dit antwoord niet aan.</translation>
        </message>
    </context>
    <context>
        <name>NavigationBar</name>
        <message>
            <source>Main pages</source>
            <translation>Hoofdpagina’s</translation>
        </message>
        <message>
            <source>Balieblik</source>
            <translation>Balieblik</translation>
        </message>
        <message>
            <source>Assignments</source>
            <translation>Opdrachten</translation>
        </message>
        <message>
            <source>Sending (%1)</source>
            <translation>Verzenden (%1)</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Verzenden</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Instellingen</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Slot</translation>
        </message>
    </context>
    <context>
        <name>OfferCard</name>
        <message>
            <source>The office kept a visit that you began</source>
            <translation>Het kantoor bewaart een bezoek dat u begon</translation>
        </message>
        <message>
            <source>Answers and times come along. Photos stay on the other tablet; take them again if you can.</source>
            <translation>Antwoorden en tijden komen mee. Foto's blijven op de andere tablet; maak ze zo mogelijk opnieuw.</translation>
        </message>
        <message>
            <source>Take it back and go on here</source>
            <translation>Terughalen en hier verdergaan</translation>
        </message>
        <message>
            <source>Leave it after all</source>
            <translation>Toch maar niet</translation>
        </message>
        <message>
            <source>Not needed here</source>
            <translation>Hier niet nodig</translation>
        </message>
        <message>
            <source>If you do not need it: the office keeps it all the same, and it is shown again when something is added to it elsewhere.</source>
            <translation>Hebt u het niet nodig, dan bewaart het kantoor het evengoed. Het verschijnt weer als er elders iets aan wordt toegevoegd.</translation>
        </message>
    </context>
    <context>
        <name>OffersViewModel</name>
        <message>
            <source>It comes as soon as there is a connection.</source>
            <translation>Het komt zodra er verbinding is.</translation>
        </message>
        <message>
            <source>A visit that is no longer assigned to you</source>
            <translation>Een bezoek dat niet meer aan u is toegewezen</translation>
        </message>
        <message>
            <source>Begun on %1, as of %2</source>
            <translation>Begonnen op %1, stand van %2</translation>
        </message>
        <message>
            <source>That tablet is still in use. If you have it at hand, go on there: what you wrote on it since is not here.</source>
            <translation>Die tablet is nog in gebruik. Hebt u hem bij de hand, ga dan daar verder: wat u er sindsdien op schreef, staat hier niet.</translation>
        </message>
    </context>
    <context>
        <name>PhotoQuestion</name>
        <message>
            <source>Photo for: %1</source>
            <translation>Foto bij: %1</translation>
        </message>
        <message>
            <source>Take a photo</source>
            <translation>Een foto maken</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Een bestand kiezen</translation>
        </message>
        <message>
            <source>Remove this photo</source>
            <translation>Deze foto verwijderen</translation>
        </message>
    </context>
    <context>
        <name>PickerQuestion</name>
        <message>
            <source>Choose a number</source>
            <translation>Kies een getal</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation>%1 nemen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>S</source>
            <translation>Z</translation>
        </message>
        <message>
            <source>E</source>
            <translation>O</translation>
        </message>
        <message>
            <source>W</source>
            <translation>W</translation>
        </message>
        <message>
            <source>(within %1 m)</source>
            <translation>(binnen %1 m)</translation>
        </message>
    </context>
    <context>
        <name>PlaceEntry</name>
        <message>
            <source>Searching for this place…</source>
            <translation>Deze plaats wordt gezocht…</translation>
        </message>
        <message>
            <source>Use this place</source>
            <translation>Deze plaats gebruiken</translation>
        </message>
        <message>
            <source>Latitude, longitude</source>
            <translation>Breedte, lengte</translation>
        </message>
        <message>
            <source>%1: latitude, longitude</source>
            <translation>%1: breedte, lengte</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Toevoegen</translation>
        </message>
    </context>
    <context>
        <name>PlacePlane</name>
        <message>
            <source>Closer</source>
            <translation>Dichterbij</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>Verder weg</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
    </context>
    <context>
        <name>PlaceQuestion</name>
        <message>
            <source>Clear this answer</source>
            <translation>Dit antwoord wissen</translation>
        </message>
        <message>
            <source>Touch where it is: %1</source>
            <translation>Raak aan waar het is: %1</translation>
        </message>
    </context>
    <context>
        <name>PositionViewModel</name>
        <message>
            <source>This tablet does not allow the app to know where it is. Type the place instead.</source>
            <translation>Deze tablet laat de app niet weten waar hij is. Typ de plaats.</translation>
        </message>
        <message>
            <source>The place was not found. Go outside and try again, or type it.</source>
            <translation>De plaats is niet gevonden. Ga naar buiten en probeer het opnieuw, of typ de plaats.</translation>
        </message>
    </context>
    <context>
        <name>PracticePage</name>
        <message>
            <source>Practice visit: what it would have been worth</source>
            <translation>Oefenbezoek: wat het waard was geweest</translation>
        </message>
        <message>
            <source>Only for practice. Real visits never show a score, so that it cannot steer you. Nothing of this is sent.</source>
            <translation>Alleen om te oefenen. Echte bezoeken tonen nooit een score, zodat die u niet stuurt. Hiervan wordt niets verzonden.</translation>
        </message>
        <message>
            <source>Index, 0 to 100</source>
            <translation>Index, 0 tot 100</translation>
        </message>
        <message>
            <source>Weight in the index: %1</source>
            <translation>Weging in de index: %1</translation>
        </message>
        <message>
            <source>Throw this practice visit away</source>
            <translation>Dit oefenbezoek weggooien</translation>
        </message>
    </context>
    <context>
        <name>PracticeViewModel</name>
        <message>
            <source>Access</source>
            <translation>Toegang</translation>
        </message>
        <message>
            <source>Surroundings</source>
            <translation>Omgeving</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wachten</translation>
        </message>
        <message>
            <source>Tone</source>
            <translation>Toon</translation>
        </message>
        <message>
            <source>Knowledge</source>
            <translation>Kennis</translation>
        </message>
        <message>
            <source>The rule</source>
            <translation>De regel</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultaat</translation>
        </message>
        <message>
            <source>none</source>
            <translation>geen</translation>
        </message>
        <message>
            <source>Waited %1; the norm is %2.</source>
            <translation>Gewacht: %1; de norm is %2.</translation>
        </message>
        <message>
            <source>does not count</source>
            <translation>telt niet mee</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>%1 (required)</source>
            <translation>%1 (verplicht)</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Opslaan…</translation>
        </message>
        <message>
            <source>Saved ✓</source>
            <translation>Opgeslagen ✓</translation>
        </message>
        <message>
            <source>Hide the explanation</source>
            <translation>Uitleg verbergen</translation>
        </message>
        <message>
            <source>Show the explanation</source>
            <translation>Uitleg tonen</translation>
        </message>
        <message>
            <source>Look closer</source>
            <translation>Beter bekijken</translation>
        </message>
        <message>
            <source>Shows the pictures of this question larger</source>
            <translation>Toont de plaatjes van deze vraag groter</translation>
        </message>
    </context>
    <context>
        <name>RankQuestion</name>
        <message>
            <source>%1, place %2</source>
            <translation>%1, plaats %2</translation>
        </message>
        <message>
            <source>Move %1 up</source>
            <translation>%1 omhoog</translation>
        </message>
        <message>
            <source>Move %1 down</source>
            <translation>%1 omlaag</translation>
        </message>
        <message>
            <source>This order is right</source>
            <translation>Deze volgorde klopt</translation>
        </message>
    </context>
    <context>
        <name>RatingQuestion</name>
        <message>
            <source>%1 of %2 stars</source>
            <translation>%1 van %2 sterren</translation>
        </message>
    </context>
    <context>
        <name>ReasonDialogue</name>
        <message>
            <source>Reason</source>
            <translation>Reden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>RecoveryPage</name>
        <message>
            <source>Forgotten PIN</source>
            <translation>Pincode vergeten</translation>
        </message>
        <message>
            <source>Forgotten pass-phrase</source>
            <translation>Wachtzin vergeten</translation>
        </message>
        <message>
            <source>Two people at the office can open this tablet together. Nothing on it is lost. It needs a connection to the network; call your coordinator as well, so that they know it is you.</source>
            <translation>Twee mensen op kantoor kunnen deze tablet samen openen. Er gaat niets verloren. Er is verbinding met het netwerk voor nodig; bel ook uw coördinator, zodat men weet dat u het bent.</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Een ogenblik…</translation>
        </message>
        <message>
            <source>Ask the office</source>
            <translation>Het kantoor vragen</translation>
        </message>
        <message>
            <source>Read these six words out</source>
            <translation>Lees deze zes woorden voor</translation>
        </message>
        <message>
            <source>The office sees six words beside your request. They only agree if those are the same, in the same order.</source>
            <translation>Het kantoor ziet zes woorden naast uw verzoek. Men gaat alleen akkoord als het dezelfde zijn, in dezelfde volgorde.</translation>
        </message>
        <message>
            <source>Choose another PIN</source>
            <translation>Kies een andere pincode</translation>
        </message>
        <message>
            <source>Choose another pass-phrase</source>
            <translation>Kies een andere wachtzin</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>Pincode</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Wachtzin</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Nog een keer</translation>
        </message>
        <message>
            <source>Open this tablet</source>
            <translation>Deze tablet openen</translation>
        </message>
        <message>
            <source>Back to the lock</source>
            <translation>Terug naar het slot</translation>
        </message>
    </context>
    <context>
        <name>RecoveryViewModel</name>
        <message>
            <source>The office was asked. Two people there have to agree; leave this page open.</source>
            <translation>Het kantoor is gevraagd. Twee mensen moeten akkoord gaan; laat deze pagina open.</translation>
        </message>
        <message>
            <source>One of two people has agreed. Leave this page open.</source>
            <translation>Een van de twee mensen is akkoord. Laat deze pagina open.</translation>
        </message>
        <message>
            <source>Two people have agreed.</source>
            <translation>Twee mensen zijn akkoord.</translation>
        </message>
        <message>
            <source>The office does not open this tablet. Call your coordinator.</source>
            <translation>Het kantoor opent deze tablet niet. Bel uw coördinator.</translation>
        </message>
        <message>
            <source>Nobody answered within a day. Ask again.</source>
            <translation>Niemand antwoordde binnen een dag. Vraag het opnieuw.</translation>
        </message>
        <message>
            <source>Both entries must be the same.</source>
            <translation>Beide keren moet u hetzelfde invullen.</translation>
        </message>
    </context>
    <context>
        <name>RepeatQuestion</name>
        <message>
            <source>Add one more</source>
            <translation>Nog een toevoegen</translation>
        </message>
    </context>
    <context>
        <name>SearchQuestion</name>
        <message>
            <source>Chosen: %1</source>
            <translation>Gekozen: %1</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Wissen</translation>
        </message>
    </context>
    <context>
        <name>SecretField</name>
        <message>
            <source>Hide</source>
            <translation>Verberg</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Toon</translation>
        </message>
    </context>
    <context>
        <name>SecretPage</name>
        <message>
            <source>Choose a PIN</source>
            <translation>Kies een pincode</translation>
        </message>
        <message>
            <source>Choose a pass-phrase</source>
            <translation>Kies een wachtzin</translation>
        </message>
        <message>
            <source>At least 6 digits, no simple row. It protects everything on this tablet.</source>
            <translation>Minstens 6 cijfers, geen eenvoudige reeks. Ze beschermt alles op deze tablet.</translation>
        </message>
        <message>
            <source>This tablet has no key store, so a PIN would be too weak. Use at least 12 characters, for example a few words. It protects everything on this tablet.</source>
            <translation>Deze tablet heeft geen sleutelkluis; een pincode zou te zwak zijn. Gebruik minstens 12 tekens, bijvoorbeeld een paar woorden. De wachtzin beschermt alles op deze tablet.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>Pincode</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Wachtzin</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Nog een keer</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Een ogenblik…</translation>
        </message>
        <message>
            <source>Protect this tablet</source>
            <translation>Deze tablet beschermen</translation>
        </message>
        <message>
            <source>Nobody can look it up. If you forget it, two people at the office can open the tablet together, once it has a network. Nothing on it is lost.</source>
            <translation>Niemand kan hem opzoeken. Vergeet u hem, dan kunnen twee mensen op kantoor de tablet samen openen, zodra hij netwerk heeft. Wat erop staat gaat niet verloren.</translation>
        </message>
    </context>
    <context>
        <name>SectionPage</name>
        <message>
            <source>Sent back by the reviewer</source>
            <translation>Teruggestuurd door de controleur</translation>
        </message>
        <message>
            <source>Choose a photo from this device?</source>
            <translation>Een foto van dit apparaat kiezen?</translation>
        </message>
        <message>
            <source>Balieblik takes a copy, without place and time. The original stays where it is, unprotected: remove it yourself.</source>
            <translation>Balieblik neemt een kopie, zonder plaats en tijd. Het origineel blijft onbeschermd staan: verwijder het zelf.</translation>
        </message>
        <message>
            <source>No people, no names and no desk numbers, please.</source>
            <translation>Geen personen, namen of balienummers, alstublieft.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Een bestand kiezen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
        <message>
            <source>Photos (*.jpg *.jpeg *.png)</source>
            <translation>Foto’s (*.jpg *.jpeg *.png)</translation>
        </message>
        <message>
            <source>Take a photo</source>
            <translation>Een foto maken</translation>
        </message>
        <message>
            <source>Choose a photo</source>
            <translation>Kies een foto</translation>
        </message>
        <message>
            <source>Photos and PDF (*.jpg *.jpeg *.png *.pdf)</source>
            <translation>Foto's en pdf (*.jpg *.jpeg *.png *.pdf)</translation>
        </message>
        <message>
            <source>Scan the code</source>
            <translation>De code scannen</translation>
        </message>
        <message>
            <source>Hold the code before the camera, so that it fills the frame. Nothing is recorded.</source>
            <translation>Houd de code voor de camera, zodat hij het kader vult. Er wordt niets opgenomen.</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>De code uit een afbeelding lezen</translation>
        </message>
        <message>
            <source>Picture for: %1</source>
            <translation>Plaatje bij: %1</translation>
        </message>
    </context>
    <context>
        <name>SectionRow</name>
        <message>
            <source>✓ complete</source>
            <translation>✓ compleet</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 van %2</translation>
        </message>
        <message>
            <source>Nothing required</source>
            <translation>Niets verplicht</translation>
        </message>
    </context>
    <context>
        <name>SectionRows</name>
        <message>
            <source>What is missing (%1)</source>
            <translation>Wat nog ontbreekt (%1)</translation>
        </message>
        <message>
            <source>Check and hand in</source>
            <translation>Nakijken en inleveren</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Instellingen</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Taal</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Weergave</translation>
        </message>
        <message>
            <source>As the tablet is set</source>
            <translation>Zoals de tablet is ingesteld</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Licht</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Donker</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tekstgrootte</translation>
        </message>
        <message>
            <source>Change the PIN</source>
            <translation>Pincode wijzigen</translation>
        </message>
        <message>
            <source>Change the pass-phrase</source>
            <translation>Wachtzin wijzigen</translation>
        </message>
        <message>
            <source>Present one</source>
            <translation>Huidige</translation>
        </message>
        <message>
            <source>New one</source>
            <translation>Nieuwe</translation>
        </message>
        <message>
            <source>New one once more</source>
            <translation>Nieuwe nog een keer</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Een ogenblik…</translation>
        </message>
        <message>
            <source>Change it</source>
            <translation>Wijzigen</translation>
        </message>
        <message>
            <source>Changed.</source>
            <translation>Gewijzigd.</translation>
        </message>
        <message>
            <source>What this tablet stores</source>
            <translation>Wat deze tablet bewaart</translation>
        </message>
        <message>
            <source>Your assignments, the visits you fill in and their photos, encrypted from the first keystroke. Times of the wait clock with the tablet's clock readings. No place of the tablet, no sound, no film, nothing about who the clerks are.</source>
            <translation>Uw opdrachten, de bezoeken die u invult en hun foto’s, versleuteld vanaf de eerste toetsaanslag. Tijden van de wachtklok met de klokstanden van de tablet. Geen plaats van de tablet, geen geluid, geen film, niets over wie de medewerkers zijn.</translation>
        </message>
        <message>
            <source>A visit is removed from the tablet two weeks after the office has decided on it, once a signed receipt says that it is in a verified backup there.</source>
            <translation>Een bezoek verdwijnt van de tablet twee weken nadat het kantoor erover heeft beslist, zodra een ondertekend ontvangstbewijs zegt dat het daar in een gecontroleerde back-up staat.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Over</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisatie</translation>
        </message>
        <message>
            <source>Your alias</source>
            <translation>Uw schuilnaam</translation>
        </message>
        <message>
            <source>This tablet</source>
            <translation>Deze tablet</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versie</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licentie</translation>
        </message>
        <message>
            <source>While you fill in a visit the office keeps a sealed copy of your answers, without photos, so that you can go on with it on another tablet if this one is lost. It goes when the visit is handed in or given back, and after thirty days without this tablet.</source>
            <translation>Terwijl u een bezoek invult, bewaart het kantoor een verzegelde kopie van uw antwoorden, zonder foto's. Raakt deze tablet kwijt, dan gaat u er op een andere mee verder. De kopie verdwijnt als het bezoek wordt ingeleverd of teruggegeven, en na dertig dagen zonder deze tablet.</translation>
        </message>
    </context>
    <context>
        <name>SliderQuestion</name>
        <message>
            <source>Less</source>
            <translation>Minder</translation>
        </message>
        <message>
            <source>Touch the line</source>
            <translation>Raak de lijn aan</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Meer</translation>
        </message>
    </context>
    <context>
        <name>SyncPage</name>
        <message>
            <source>Sending</source>
            <translation>Verzenden</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Bezig met verzenden…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Nu verzenden</translation>
        </message>
        <message>
            <source>Still on this tablet</source>
            <translation>Nog op deze tablet</translation>
        </message>
        <message>
            <source>Visits handed in</source>
            <translation>Ingeleverde bezoeken</translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation>Nog geen.</translation>
        </message>
        <message>
            <source>Waiting for an answer</source>
            <translation>Wacht op antwoord</translation>
        </message>
        <message>
            <source>These stay open until a call-back or a reply comes. Once its time has passed the question closes by itself; then finish the rest and hand it in.</source>
            <translation>Deze blijven open tot men terugbelt of antwoordt. Is de tijd voorbij, dan sluit de vraag vanzelf; maak daarna de rest af en lever in.</translation>
        </message>
        <message>
            <source>Photos of a visit that you have begun are on this tablet only, until you hand the visit in. Of your answers and times the office is sent a copy while you work.</source>
            <translation>Foto's van een begonnen bezoek staan alleen op deze tablet, tot u het bezoek inlevert. Van uw antwoorden en tijden krijgt het kantoor onderweg een kopie.</translation>
        </message>
    </context>
    <context>
        <name>SyncViewModel</name>
        <message>
            <source>The tablet is locked. Sending goes on when you unlock it.</source>
            <translation>De tablet is vergrendeld. Het verzenden gaat verder als u hem ontgrendelt.</translation>
        </message>
        <message>
            <source>Exchanging with the office…</source>
            <translation>Bezig met uitwisselen met het kantoor…</translation>
        </message>
        <message>
            <source>Everything is at the office.</source>
            <translation>Alles is op kantoor.</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) still to send.</source>
            <translation>
                <numerusform>Nog %n stuk te verzenden.</numerusform>
                <numerusform>Nog %n stukken te verzenden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No connection. %n item(s) wait here safely and are sent by themselves later.</source>
            <translation>
                <numerusform>Geen verbinding. %n stuk wacht hier veilig en wordt later vanzelf verzonden.</numerusform>
                <numerusform>Geen verbinding. %n stukken wachten hier veilig en worden later vanzelf verzonden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Last contact: %1</source>
            <translation>Laatste contact: %1</translation>
        </message>
        <message>
            <source>No contact yet.</source>
            <translation>Nog geen contact.</translation>
        </message>
        <message>
            <source>Messages about assignments</source>
            <translation>Berichten over opdrachten</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Bezoeken</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Foto’s</translation>
        </message>
        <message>
            <source>Could not be done: %1</source>
            <translation>Kon niet doorgaan: %1</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Versie %1</translation>
        </message>
        <message>
            <source>Arrived late; a reviewer decides whether it counts.</source>
            <translation>Te laat aangekomen; een controleur beslist of het telt.</translation>
        </message>
        <message>
            <source>Set aside by the office, which looks at it.</source>
            <translation>Apart gezet door het kantoor, dat ernaar kijkt.</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Bezoek</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) wait for an answer.</source>
            <translation>
                <numerusform>%n vraag wacht op antwoord.</numerusform>
                <numerusform>%n vragen wachten op antwoord.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) saved to %1. Only the office can open this file.</source>
            <translation>
                <numerusform>%n stuk opgeslagen in %1. Alleen het kantoor kan dit bestand openen.</numerusform>
                <numerusform>%n stukken opgeslagen in %1. Alleen het kantoor kan dit bestand openen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) could not be read whole.</source>
            <translation>
                <numerusform>%n foto kon niet helemaal worden gelezen.</numerusform>
                <numerusform>%n foto’s konden niet helemaal worden gelezen.</numerusform>
            </translation>
        </message>
        <message>
            <source>This tablet has been out of touch with the office for too long. Until it has a network again no visit can be begun and no old one read. A visit that was begun can be finished. Nothing is lost.</source>
            <translation>Deze tablet heeft te lang geen contact met het kantoor gehad. Tot er weer netwerk is kunt u geen bezoek beginnen en geen oud bezoek lezen. Een bezoek dat al begonnen is, kunt u afmaken. Er is niets verloren.</translation>
        </message>
        <message numerus="yes">
            <source>%n begun visit(s) changed since the office last kept a copy.</source>
            <translation>
                <numerusform>Van %n begonnen bezoek heeft het kantoor de laatste wijzigingen nog niet.</numerusform>
                <numerusform>Van %n begonnen bezoeken heeft het kantoor de laatste wijzigingen nog niet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimeQuestion</name>
        <message>
            <source>hh:mm</source>
            <translation>uu:mm</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Nu</translation>
        </message>
    </context>
    <context>
        <name>TraceQuestion</name>
        <message>
            <source>An area needs at least three places.</source>
            <translation>Een gebied heeft minstens drie plaatsen nodig.</translation>
        </message>
        <message>
            <source>A line needs at least two places.</source>
            <translation>Een lijn heeft minstens twee plaatsen nodig.</translation>
        </message>
        <message>
            <source>Take the last place back</source>
            <translation>De laatste plaats terugnemen</translation>
        </message>
    </context>
    <context>
        <name>UnlockPage</name>
        <message>
            <source>Balieblik is locked</source>
            <translation>Balieblik is vergrendeld</translation>
        </message>
        <message>
            <source>Nothing can be read or sent until you unlock it.</source>
            <translation>Er kan niets worden gelezen of verzonden tot u ontgrendelt.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>Pincode</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Wachtzin</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Een ogenblik…</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Ontgrendelen</translation>
        </message>
        <message>
            <source>Wait clock · %1</source>
            <translation>Wachtklok · %1</translation>
        </message>
        <message>
            <source>Wait clock</source>
            <translation>Wachtklok</translation>
        </message>
        <message>
            <source>‹ Back</source>
            <translation>‹ Terug</translation>
        </message>
        <message>
            <source>I forgot my PIN</source>
            <translation>Ik ben mijn pincode vergeten</translation>
        </message>
        <message>
            <source>I forgot my pass-phrase</source>
            <translation>Ik ben mijn wachtzin vergeten</translation>
        </message>
        <message>
            <source>The office locked this tablet. What you made is still here, and is handed in as soon as there is a network. The tablet can be opened again when the office releases it.</source>
            <translation>Het kantoor heeft deze tablet vergrendeld. Wat u hebt gemaakt staat er nog en wordt verzonden zodra er netwerk is. De tablet gaat weer open als het kantoor hem vrijgeeft.</translation>
        </message>
    </context>
    <context>
        <name>UnlockViewModel</name>
        <message>
            <source>Next try in %1</source>
            <translation>Volgende poging over %1</translation>
        </message>
        <message>
            <source>Both entries must be the same.</source>
            <translation>Vul twee keer hetzelfde in.</translation>
        </message>
        <message>
            <source>After one more wrong try everything on this tablet is removed.</source>
            <translation>Na nog een verkeerde poging wordt alles op deze tablet verwijderd.</translation>
        </message>
        <message>
            <source>After %1 more wrong tries everything on this tablet is removed.</source>
            <translation>Na nog %1 verkeerde pogingen wordt alles op deze tablet verwijderd.</translation>
        </message>
    </context>
    <context>
        <name>VisitHeader</name>
        <message>
            <source>‹ Assignments</source>
            <translation>‹ Opdrachten</translation>
        </message>
        <message>
            <source>Back to the assignments; everything is kept</source>
            <translation>Terug naar de opdrachten; alles blijft bewaard</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Oefening</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Meer</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Onderdelen</translation>
        </message>
        <message>
            <source>%1 of %2 answered</source>
            <translation>%1 van %2 beantwoord</translation>
        </message>
        <message>
            <source>Clock %1</source>
            <translation>Klok %1</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Klok</translation>
        </message>
        <message>
            <source>Wait clock</source>
            <translation>Wachtklok</translation>
        </message>
        <message>
            <source>Nothing required</source>
            <translation>Niets verplicht</translation>
        </message>
    </context>
    <context>
        <name>VisitMenu</name>
        <message>
            <source>Why can it not be done?</source>
            <translation>Waarom kan het niet doorgaan?</translation>
        </message>
        <message>
            <source>Stop this visit for good?</source>
            <translation>Dit bezoek definitief stoppen?</translation>
        </message>
        <message>
            <source>This visit</source>
            <translation>Dit bezoek</translation>
        </message>
        <message>
            <source>Read the briefing</source>
            <translation>De briefing lezen</translation>
        </message>
        <message>
            <source>It cannot be done…</source>
            <translation>Het kan niet doorgaan…</translation>
        </message>
        <message>
            <source>Hand back…</source>
            <translation>Teruggeven…</translation>
        </message>
        <message>
            <source>Answer key</source>
            <translation>Antwoordsleutel</translation>
        </message>
        <message>
            <source>The visit is sealed as it is and handed in with this reason. It does not count in the scores.</source>
            <translation>Het bezoek wordt verzegeld zoals het is en met deze reden ingeleverd. Het telt niet mee in de scores.</translation>
        </message>
        <message>
            <source>Stop and hand in</source>
            <translation>Stoppen en inleveren</translation>
        </message>
        <message>
            <source>Go on with the visit</source>
            <translation>Verder met het bezoek</translation>
        </message>
        <message>
            <source>Hand this assignment back?</source>
            <translation>Deze opdracht teruggeven?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</source>
            <translation>Het kantoor geeft haar aan iemand anders en wat u invulde wordt verwijderd. Vertel kort waarom.</translation>
        </message>
        <message>
            <source>Hand back</source>
            <translation>Teruggeven</translation>
        </message>
    </context>
    <context>
        <name>VisitPage</name>
        <message>
            <source>‹ Previous</source>
            <translation>‹ Vorige</translation>
        </message>
        <message>
            <source>‹ Questions</source>
            <translation>‹ Vragen</translation>
        </message>
        <message>
            <source>Check and hand in</source>
            <translation>Nakijken en inleveren</translation>
        </message>
        <message>
            <source>Next ›</source>
            <translation>Volgende ›</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Onderdelen</translation>
        </message>
        <message>
            <source>A newer version of this questionnaire has arrived.</source>
            <translation>Er is een nieuwere versie van deze vragenlijst.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Bekijken</translation>
        </message>
    </context>
    <context>
        <name>VisitViewModel</name>
        <message>
            <source>Practice visit</source>
            <translation>Oefenbezoek</translation>
        </message>
        <message>
            <source>Connect the tablet to the internet, so that it can arrive.</source>
            <translation>Verbind de tablet met internet, dan komt hij binnen.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>ScannerViewModel</name>
        <message>
            <source>The camera does not answer. Read the code from a picture, or paste the invitation.</source>
            <translation>De camera reageert niet. Lees de code uit een afbeelding, of plak de uitnodiging.</translation>
        </message>
        <message>
            <source>This is another code. Look for the one beside the invitation in the console.</source>
            <translation>Dit is een andere code. Neem de code naast de uitnodiging in de console.</translation>
        </message>
        <message>
            <source>The camera does not answer. Read the code from a picture, or type it.</source>
            <translation>De camera reageert niet. Lees de code uit een afbeelding, of typ hem.</translation>
        </message>
    </context>
    <context>
        <name>YearQuestion</name>
        <message>
            <source>yyyy</source>
            <translation>jjjj</translation>
        </message>
    </context>
</TS>
