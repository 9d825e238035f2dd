# Completion of qtrack in PowerShell: qtrack itself says what may come next.
Register-ArgumentCompleter -Native -CommandName 'qtrack', 'qtrack.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    $answer = @()
    try {
        $length = $cursorPosition - $commandAst.Extent.StartOffset
        # What PowerShell hands over ends with the last word; the blanks up to the cursor count as well.
        $env:_QTRACK_LINE = $commandAst.Extent.Text.PadRight($length).Substring(0, $length)
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $answer = @(& $commandAst.CommandElements[0].Value --complete powershell 2>$null)
    } catch {
        $answer = @()
    } finally {
        Remove-Item Env:_QTRACK_LINE -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
    # Nothing at all makes PowerShell offer the names of files, which is right where these are asked for.
    if ($answer.Count -gt 0 -and $answer[0] -eq "`tfiles") { return }
    if ($answer.Count -eq 0) { return '' }
    foreach ($line in $answer) {
        $value, $text = $line -split "`t", 2
        if (-not $value) { continue }
        if (-not $text) { $text = $value }
        New-Object System.Management.Automation.CompletionResult $value, $value, 'ParameterValue', $text
    }
}
