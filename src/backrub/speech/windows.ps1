# With nothing, or a language: list its voices, the English ones for nothing. With VOICE RATE LINE-FILE SOUND-FILE: speak the line into the sound file.
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($args.Count -le 1) {
    $language = if ($args.Count) { $args[0] } else { 'en' }
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    foreach ($one in $speaker.GetInstalledVoices()) {
        if ($one.Enabled -and $one.VoiceInfo.Culture.Name -like "$language-*") { $one.VoiceInfo.Name }
    }
    exit 0
}
$speaker.SelectVoice($args[0])
$speaker.Rate = [int]$args[1]
$kind = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono')
$speaker.SetOutputToWaveFile($args[3], $kind)
$speaker.Speak([IO.File]::ReadAllText($args[2], [Text.Encoding]::UTF8))
$speaker.Dispose()
